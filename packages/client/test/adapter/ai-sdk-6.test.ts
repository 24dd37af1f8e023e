import {
  generateObject,
  generateText,
  simulateReadableStream,
  stepCountIs,
  streamText,
  ToolLoopAgent,
  tool,
} from 'ai-6'
import { MockLanguageModelV3 } from 'ai-6/test'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { describeAdapter, recordingArena, type Scenario } from '../../src/adapter/adapter.contract.ts'
import type { Reporting } from '../../src/adapter/adapter-options.ts'
import { arenaTracer } from '../../src/ai-sdk.ts'
import { answer, callTool, hangUntilAborted, usage } from './language-model-answers.ts'

type Model = ConstructorParameters<typeof MockLanguageModelV3>[0]

const model = (given: Model = {}) =>
  new MockLanguageModelV3({ modelId: 'fake-1', doGenerate: async () => answer('done'), ...given })

function telemetry(functionId: string, [arena]: readonly Reporting[]) {
  if (arena === undefined) return {}
  const metadata = { sessionId: 'session-1' }
  return { experimental_telemetry: { isEnabled: true, functionId, metadata, tracer: arenaTracer({ arena }) } }
}

async function play(scenario: Scenario, arenas: readonly Reporting[]): Promise<unknown> {
  const call = { prompt: 'x', maxRetries: 0 }
  const write = async (name: string) =>
    (await generateText({ ...call, model: model(), ...telemetry(name, arenas) })).text
  if (scenario === 'success') return write('writer')
  if (scenario === 'failure') {
    const failing = model({ doGenerate: () => Promise.reject(new Error('no')) })
    return generateText({ ...call, model: failing, ...telemetry('failer', arenas) })
  }
  if (scenario === 'abort') {
    const { signal, doGenerate } = hangUntilAborted()
    return generateText({
      ...call,
      model: model({ doGenerate }),
      abortSignal: signal,
      ...telemetry('slow', arenas),
    })
  }
  const outer = new ToolLoopAgent({
    model: model({ doGenerate: [callTool('ask'), answer('done')] }),
    stopWhen: stepCountIs(3),
    tools: { ask: tool({ inputSchema: z.object({}), execute: () => write('inner') }) },
    ...telemetry('outer', arenas),
  })
  return (await outer.generate({ prompt: 'x' })).text
}

describeAdapter('the tracer for AI SDK 6', {
  source: 'ai-sdk',
  model: 'fake-1',
  usage: { inputTokens: 5, outputTokens: 5, cacheReadTokens: 3, cacheWriteTokens: 2 },
  outerUsage: { inputTokens: 10, outputTokens: 10, cacheReadTokens: 6, cacheWriteTokens: 4, toolCalls: 1 },
  play,
})

describe('the tracer for AI SDK 6', () => {
  const stream = (doStream?: () => Promise<never>) =>
    model({
      doStream:
        doStream ??
        (async () => ({
          stream: simulateReadableStream({
            chunkDelayInMs: 1,
            chunks: [
              { type: 'stream-start', warnings: [] },
              { type: 'text-start', id: '1' },
              { type: 'text-delta', id: '1', delta: 'a' },
              { type: 'text-delta', id: '1', delta: 'b' },
              { type: 'text-end', id: '1' },
              { type: 'finish', finishReason: { unified: 'stop', raw: 'stop' }, usage },
            ],
          }),
        })),
    })

  it('reports a stream at its end, with the session of the metadata', async () => {
    const arena = recordingArena()
    const { textStream } = streamText({ model: stream(), prompt: 'x', ...telemetry('streamer', [arena]) })
    for await (const _ of textStream) expect(arena.reports).toEqual([])
    expect(arena.reports).toMatchObject([{ agent: 'streamer', outcome: 'success', sessionId: 'session-1' }])
  })

  it('reports a stream that is aborted as cancelled', async () => {
    const arena = recordingArena()
    const abort = new AbortController()
    const { fullStream } = streamText({
      model: stream(),
      prompt: 'x',
      abortSignal: abort.signal,
      ...telemetry('streamer', [arena]),
    })
    for await (const { type } of fullStream) if (type === 'text-delta') abort.abort()
    expect(arena.reports).toMatchObject([{ agent: 'streamer', outcome: 'cancelled' }])
  })

  it('reports a stream that fails as a failure', async () => {
    const arena = recordingArena()
    const { fullStream } = streamText({
      model: stream(() => Promise.reject(new Error('no'))),
      prompt: 'x',
      maxRetries: 0,
      onError: () => {},
      ...telemetry('streamer', [arena]),
    })
    for await (const _ of fullStream);
    expect(arena.reports).toMatchObject([{ agent: 'streamer', outcome: 'failure' }])
  })

  it('reports what makes objects', async () => {
    const arena = recordingArena()
    const { object } = await generateObject({
      model: model({ doGenerate: async () => answer('{"a":1}') }),
      schema: z.object({ a: z.number() }),
      prompt: 'x',
      ...telemetry('maker', [arena]),
    })
    expect(object).toEqual({ a: 1 })
    expect(arena.reports).toMatchObject([{ agent: 'maker', outcome: 'success', usage: { outputTokens: 5 } }])
  })
})
