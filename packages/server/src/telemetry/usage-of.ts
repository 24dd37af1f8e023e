import type { ReportInput } from '@arena/core'
import type { Tokens } from './telemetry-fact.ts'

interface Used {
  readonly tokens: Tokens | null
  readonly costInUsd: number | null
  readonly toolCalls: number | null
}

/** What a run used, as a report states it: what was not told is left out. */
export function usageOf({ tokens, costInUsd, toolCalls }: Used): Pick<ReportInput, 'usage'> {
  const stated = {
    inputTokens: tokens?.input,
    outputTokens: tokens?.output,
    cacheReadTokens: tokens?.cacheRead,
    cacheWriteTokens: tokens?.cacheWrite,
    costInUsd,
    toolCalls,
  }
  const told = Object.entries(stated).filter(([, amount]) => typeof amount === 'number')
  return told.length > 0 ? { usage: Object.fromEntries(told) } : {}
}
