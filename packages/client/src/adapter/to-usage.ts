import type { Usage } from '../call/sum-usage.ts'

interface StatedUsage {
  /** With what was read from and written to a cache. */
  readonly input?: unknown
  readonly output?: unknown
  readonly cacheRead?: unknown
  readonly cacheWrite?: unknown
  readonly costInUsd?: unknown
}

/** Usage as a report states it: of the input, what came from or went to a cache is counted apart, not twice. */
export function toUsage({ input, output, cacheRead, cacheWrite, costInUsd }: StatedUsage): Usage {
  const cached = (count(cacheRead) ?? 0) + (count(cacheWrite) ?? 0)
  const inputTokens = count(input)
  const stated = {
    inputTokens: inputTokens === undefined ? undefined : Math.max(0, inputTokens - cached),
    outputTokens: count(output),
    cacheReadTokens: count(cacheRead),
    cacheWriteTokens: count(cacheWrite),
    costInUsd: amount(costInUsd),
  }
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined))
}

/** A model may leave a figure out or give NaN for it. */
function count(value: unknown): number | undefined {
  const given = amount(value)
  return given === undefined ? undefined : Math.round(given)
}

function amount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined
}
