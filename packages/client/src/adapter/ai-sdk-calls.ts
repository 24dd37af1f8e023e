import type { Usage } from '../call/sum-usage.ts'
import type { Reporting } from './adapter-options.ts'
import { type OpenRuns, openRunsOf } from './open-runs.ts'
import { toUsage } from './to-usage.ts'

const agentCalls = new Set(['ai.generateText', 'ai.streamText', 'ai.generateObject', 'ai.streamObject'])

/** Embeddings, speech and the like are no work of an agent. */
export function isAgentCall(operation: string | undefined): boolean {
  return operation !== undefined && agentCalls.has(operation)
}

export function aiSdkRuns(arena: Reporting): OpenRuns {
  return openRunsOf(arena, 'ai-sdk')
}

interface LanguageModelUsage {
  readonly inputTokens?: number | undefined
  readonly outputTokens?: number | undefined
  readonly inputTokenDetails?: {
    readonly cacheReadTokens?: number | undefined
    readonly cacheWriteTokens?: number | undefined
  }
}

/** Of a language model; an embedding's has nothing of it. */
export function toAiSdkUsage(usage: object | undefined): Usage {
  const { inputTokens, outputTokens, inputTokenDetails }: LanguageModelUsage = usage ?? {}
  return toUsage({
    input: inputTokens,
    output: outputTokens,
    cacheRead: inputTokenDetails?.cacheReadTokens,
    cacheWrite: inputTokenDetails?.cacheWriteTokens,
  })
}
