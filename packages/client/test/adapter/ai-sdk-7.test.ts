import {
  embed,
  generateText,
  registerTelemetry,
  simulateReadableStream,
  stepCountIs,
  streamText,
  type Telemetry,
  ToolLoopAgent,
  tool,
} from 'ai'
import { MockEmbeddingModelV4, MockLanguageModelV4 } from 'ai/test'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { describeAdapter, recordingArena, type Scenario } from '../../src/adapter/adapter.contract.ts'
import type { Reporting } from '../../src/adapter/adapter-options.ts'
import { arenaTelemetry } from '../../src/ai-sdk.ts'
import { currentRunId } from '../../src/call/call-tree.ts'
import { answer, callTool, hangUntilAborted, usage } from './language-model-answers.ts'

type Model = ConstructorParameters<typeof MockLanguageModelV4>[0]

const model = (given: Model = {}) =>
  new MockLanguageModelV4({ modelId: 'fake-1', doGenerate: async () => answer('done'), ...given })

function telemetry(functionId: string, arenas: readonly Reporting[]) {
  // The types of the framework accept the integration as it is.
  const integrations: Telemetry[] = arenas.map((arena) => arenaTelemetry({ arena }))
  return { telemetry: { functionId, integrations } }
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

describeAdapter('the telemetry of AI SDK 7', {
  source: 'ai-sdk',
  model: 'fake-1',
  usage: { inputTokens: 5, outputTokens: 5, cacheReadTokens: 3, cacheWriteTokens: 2 },
  outerUsage: { inputTokens: 10, outputTokens: 10, cacheReadTokens: 6, cacheWriteTokens: 4, toolCalls: 1 },
  play,
})

describe('the telemetry of AI SDK 7', () => {
  const stream = (given: Model = {}) =>
    model({
      doStream: async () => ({
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
      }),
      ...given,
    })

  afterEach(() => {
    globalThis.AI_SDK_TELEMETRY_INTEGRATIONS = []
  })

  it('reports every call once it is registered, under the name of the options when a call has none', async () => {
    const arena = recordingArena()
    registerTelemetry(arenaTelemetry({ arena, agent: 'my-app' }))
    await generateText({ model: model(), prompt: 'x' })
    expect(arena.reports).toMatchObject([{ agent: 'my-app', outcome: 'success' }])
  })

  it('reports a stream at its end', async () => {
    const arena = recordingArena()
    const { textStream } = streamText({ model: stream(), prompt: 'x', ...telemetry('streamer', [arena]) })
    for await (const _ of textStream) expect(arena.reports).toEqual([])
    expect(arena.reports).toMatchObject([
      { agent: 'streamer', outcome: 'success', usage: { outputTokens: 5 } },
    ])
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
      model: stream({ doStream: () => Promise.reject(new Error('no')) }),
      prompt: 'x',
      maxRetries: 0,
      onError: () => {},
      ...telemetry('streamer', [arena]),
    })
    for await (const _ of fullStream);
    expect(arena.reports).toMatchObject([{ agent: 'streamer', outcome: 'failure' }])
  })

  it('runs a tool inside the run that calls it', async () => {
    const arena = recordingArena()
    let inside: string | null = null
    await generateText({
      model: model({ doGenerate: [callTool('look'), answer('done')] }),
      prompt: 'x',
      stopWhen: stepCountIs(3),
      tools: {
        look: tool({
          inputSchema: z.object({}),
          execute: () => {
            inside = currentRunId()
          },
        }),
      },
      ...telemetry('outer', [arena]),
    })
    expect(inside).toBe(arena.reports[0]?.runId)
  })

  it('leaves embeddings alone', async () => {
    const arena = recordingArena()
    registerTelemetry(arenaTelemetry({ arena }))
    const embedding = new MockEmbeddingModelV4({
      doEmbed: async () => ({ embeddings: [[1]], usage: { tokens: 3 }, warnings: [] }),
    })
    await embed({ model: embedding, value: 'x' })
    expect(arena.reports).toEqual([])
  })
})
