import { randomUUID } from 'node:crypto'
import {
  Agent,
  type Model,
  type ModelRequest,
  type ModelResponse,
  Runner,
  run,
  type StreamEvent,
  setTraceProcessors,
  setTracingDisabled,
  type TracingProcessor,
  tool,
  Usage,
  withGenerationSpan,
} from '@openai/agents'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { describeAdapter, recordingArena, type Scenario } from '../../src/adapter/adapter.contract.ts'
import type { Reporting } from '../../src/adapter/adapter-options.ts'
import { arenaProcessor } from '../../src/openai-agents.ts'

type Answer = ModelResponse | ((request: ModelRequest) => Promise<ModelResponse>)

const usage = () =>
  new Usage({
    inputTokens: 10,
    outputTokens: 5,
    totalTokens: 15,
    inputTokensDetails: [{ cached_tokens: 3 }],
  })
const say = (text: string): ModelResponse => ({
  usage: usage(),
  output: [
    { type: 'message', role: 'assistant', status: 'completed', content: [{ type: 'output_text', text }] },
  ],
})
const callTool = (name: string, input: object) => async (): Promise<ModelResponse> => ({
  usage: usage(),
  output: [
    {
      type: 'function_call',
      callId: randomUUID(),
      name,
      arguments: JSON.stringify(input),
      status: 'completed',
    },
  ],
})
const hang = (abort: AbortController) => (request: ModelRequest) =>
  new Promise<never>((_, reject) => {
    request.signal?.addEventListener('abort', () => reject(request.signal?.reason))
    abort.abort()
  })

/** Gives one answer after the other, the last for ever. */
function model(...answers: readonly Answer[]): Model {
  let asked = 0
  const next = async (request: ModelRequest) => {
    const given = answers[Math.min(asked, answers.length - 1)] ?? say('')
    asked += 1
    return typeof given === 'function' ? given(request) : given
  }
  return {
    getResponse: next,
    async *getStreamedResponse(request) {
      const { output } = await next(request)
      const spent = { inputTokens: 10, outputTokens: 5, totalTokens: 15 }
      yield { type: 'response_done', response: { id: 'r', usage: spent, output } } as StreamEvent
    },
  }
}

function switchOn(arenas: readonly Reporting[]): void {
  // The types of the framework accept the processor as it is.
  const processors: TracingProcessor[] = arenas.map((arena) => arenaProcessor({ arena }))
  setTraceProcessors(processors)
}

const newInner = () => new Agent({ name: 'inner', model: model(say('in')) })

async function play(scenario: Scenario, arenas: readonly Reporting[]): Promise<unknown> {
  switchOn(arenas)
  if (scenario === 'success') {
    return (await run(new Agent({ name: 'writer', model: model(say('hi')) }), 'x')).finalOutput
  }
  if (scenario === 'failure') {
    const failing = model(() => Promise.reject(new Error('no')))
    return run(new Agent({ name: 'failer', model: failing }), 'x')
  }
  if (scenario === 'abort') {
    const abort = new AbortController()
    const slow = new Agent({ name: 'slow', model: model(hang(abort)) })
    return run(slow, 'x', { signal: abort.signal })
  }
  const outer = new Agent({
    name: 'outer',
    model: model(callTool('ask_inner', { input: 'q' }), say('done')),
    tools: [newInner().asTool({ toolName: 'ask_inner', toolDescription: 'asks' })],
  })
  return (await run(outer, 'x')).finalOutput
}

beforeAll(() => setTracingDisabled(false)) // the framework switches it off in tests

describeAdapter('the processor of the OpenAI Agents SDK', {
  source: 'openai-agents',
  model: undefined,
  usage: { inputTokens: 7, outputTokens: 5, cacheReadTokens: 3, cacheWriteTokens: 0 },
  outerUsage: { inputTokens: 14, outputTokens: 10, cacheReadTokens: 6, cacheWriteTokens: 0, toolCalls: 1 },
  play,
})

describe('the processor of the OpenAI Agents SDK', () => {
  it('links an agent to the one that handed over to it, and tells the thread', async () => {
    const arena = recordingArena()
    switchOn([arena])
    const target = new Agent({ name: 'target', model: model(say('t')) })
    const triage = new Agent({
      name: 'triage',
      model: model(callTool('transfer_to_target', {})),
      handoffs: [target],
    })
    await new Runner({ groupId: 'thread-1' }).run(triage, 'x')
    expect(arena.reports).toMatchObject([
      { agent: 'triage', outcome: 'success', sessionId: 'thread-1' },
      { agent: 'target', outcome: 'success', sessionId: 'thread-1', parentRunId: arena.reports[0]?.runId },
    ])
  })

  it('counts a run that a tool starts by itself in that run alone', async () => {
    const arena = recordingArena()
    switchOn([arena])
    const traced = (given: Model): Model => ({
      ...given,
      getResponse: (request) =>
        withGenerationSpan(
          async (span) => {
            span.spanData.usage = { input_tokens: 10, output_tokens: 5 }
            return given.getResponse(request)
          },
          { data: { model: 'fake-1' } },
        ),
    })
    const inner = new Agent({ name: 'inner', model: traced(model(say('in'))) })
    const ask = tool({
      name: 'ask',
      description: 'asks',
      parameters: z.object({}),
      execute: async () => (await run(inner, 'q')).finalOutput,
    })
    await run(
      new Agent({ name: 'outer', model: traced(model(callTool('ask', {}), say('done'))), tools: [ask] }),
      'x',
    )
    expect(arena.reports).toMatchObject([
      { agent: 'inner', model: 'fake-1', usage: { inputTokens: 10, outputTokens: 5 } },
      { agent: 'outer', model: 'fake-1', usage: { inputTokens: 20, outputTokens: 10, toolCalls: 1 } },
    ])
  })

  it('reports too many turns as a failure', async () => {
    const arena = recordingArena()
    switchOn([arena])
    const idle = tool({ name: 'idle', description: 'd', parameters: z.object({}), execute: () => 'x' })
    const loop = new Agent({ name: 'loop', model: model(callTool('idle', {})), tools: [idle] })
    await expect(run(loop, 'x', { maxTurns: 2 })).rejects.toThrow('Max turns')
    expect(arena.reports).toMatchObject([{ agent: 'loop', outcome: 'failure', usage: { toolCalls: 2 } }])
  })

  it('reports a stream at its end, and one that is aborted as cancelled', async () => {
    const arena = recordingArena()
    switchOn([arena])
    const streamed = await run(new Agent({ name: 'streamer', model: model(say('t')) }), 'x', { stream: true })
    for await (const _ of streamed);
    await streamed.completed
    const abort = new AbortController()
    const slow = new Agent({ name: 'slow', model: model(hang(abort)) })
    const aborted = await run(slow, 'x', { stream: true, signal: abort.signal })
    for await (const _ of aborted);
    await aborted.completed
    expect(arena.reports).toMatchObject([
      { agent: 'streamer', outcome: 'success' },
      { agent: 'slow', outcome: 'cancelled' },
    ])
  })
})
