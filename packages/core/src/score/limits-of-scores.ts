import type { CountedReport } from '../correction/counted-report.ts'
import type { Breakdown } from './breakdown.ts'
import type { Rules } from './rules.ts'

type Limits = Rules['limits']

/** The limit that held a stated value back, from the breakdown; null when it held nothing back. */
export function heldLimit(field: keyof Limits, { clamped }: Breakdown): number | null {
  return clamped.find((clamp) => clamp.field === field)?.counted ?? null
}

/**
 * The limits by which a report was scored. One that held nothing back is none; a bonus that no score has counted
 * yet, since only a success has one, goes by the `present` limit.
 */
export function limitsOfScores(scores: readonly Omit<CountedReport, 'xp'>[], present: Limits): Limits {
  const held = (field: keyof Limits) =>
    scores.map(({ breakdown }) => heldLimit(field, breakdown)).find((limit) => limit !== null)
  const hasCountedBonus = scores.some(({ report }) => report.outcome === 'success')
  return {
    basePoints: held('basePoints') ?? Number.POSITIVE_INFINITY,
    bonusPoints: held('bonusPoints') ?? (hasCountedBonus ? Number.POSITIVE_INFINITY : present.bonusPoints),
  }
}
