import { Agent } from '@mastra/core/agent'
import { Mastra } from '@mastra/core/mastra'
import type { ObservabilityExporter } from '@mastra/core/observability'
import { Observability } from '@mastra/observability'
import { MockLanguageModelV3 } from 'ai-6/test'
import { describe, expect, it } from 'vitest'
import { describeAdapter, recordingArena, type Scenario } from '../../src/adapter/adapter.contract.ts'
import type { Reporting } from '../../src/adapter/adapter-options.ts'
import { arenaExporter } from '../../src/mastra.ts'
import { answer, callTool, hangUntilAborted } from './language-model-answers.ts'

type Model = ConstructorParameters<typeof MockLanguageModelV3>[0]

const model = (given: Model = {}) =>
  new MockLanguageModelV3({ modelId: 'fake-1', doGenerate: async () => answer('done'), ...given })
const newAgent = (id: string, given: Model = {}, agents: Record<string, Agent> = {}) =>
  new Agent({ id, name: `Agent ${id}`, instructions: 'x', maxRetries: 0, model: model(given), agents })

function agentIn(arenas: readonly Reporting[], agent: Agent): Agent {
  // The types of the framework accept the exporter as it is.
  const exporters: ObservabilityExporter[] = arenas.map((arena) => arenaExporter({ arena }))
  const observability =
    exporters.length === 0
      ? undefined
      : new Observability({ configs: { default: { serviceName: 'test', exporters } } })
  const mastra = new Mastra({ logger: false, agents: { agent }, ...(observability && { observability }) })
  return mastra.getAgent('agent')
}

async function play(scenario: Scenario, arenas: readonly Reporting[]): Promise<unknown> {
  if (scenario === 'success') return (await agentIn(arenas, newAgent('writer')).generate('x')).text
  if (scenario === 'failure') {
    const failing = newAgent('failer', { doGenerate: () => Promise.reject(new Error('no')) })
    return agentIn(arenas, failing).generate('x')
  }
  if (scenario === 'abort') {
    const { signal, doGenerate } = hangUntilAborted()
    return (await agentIn(arenas, newAgent('slow', { doGenerate })).generate('x', { abortSignal: signal }))
      .text
  }
  const answers = [callTool('agent-inner', '{"prompt":"q"}'), answer('done')]
  const outer = newAgent('outer', { doGenerate: answers }, { inner: newAgent('inner') })
  return (await agentIn(arenas, outer).generate('x')).text
}

describeAdapter('the exporter for Mastra', {
  source: 'mastra',
  model: 'fake-1',
  usage: { inputTokens: 5, outputTokens: 5, cacheReadTokens: 3, cacheWriteTokens: 2 },
  outerUsage: { inputTokens: 10, outputTokens: 10, cacheReadTokens: 6, cacheWriteTokens: 4, toolCalls: 1 },
  play,
})

describe('the exporter for Mastra', () => {
  it('tells the thread, and the cost of a model whose price Mastra knows', async () => {
    const arena = recordingArena()
    const priced = newAgent('writer', { provider: 'openai', modelId: 'gpt-4o' })
    await agentIn([arena], priced).generate('x', { memory: { thread: 'thread-1', resource: 'r' } })
    expect(arena.reports).toMatchObject([{ agent: 'writer', model: 'gpt-4o', sessionId: 'thread-1' }])
    // 5 at 2.50, 3 at 1.25 and 5 at 10 dollars a million
    expect(arena.reports[0]?.usage?.costInUsd).toBeGreaterThan(5e-5)
    expect(arena.reports[0]?.usage?.costInUsd).toBeLessThan(5e-4)
  })
})
