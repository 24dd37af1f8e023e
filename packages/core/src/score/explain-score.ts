import { formatDuration } from '../calendar/format-duration.ts'
import type { LedgerRow } from '../ledger/ledger-row.ts'
import type { Report } from '../report.ts'
import type { Breakdown, Clamp } from './breakdown.ts'

/** A report's ledger row, or the state of a report that corrections left: `xp` is the whole score, not a change. */
export type ExplainedScore = Pick<LedgerRow, 'xp' | 'breakdown' | 'rules' | 'report'>

/** Why a report is worth its XP: a line for each thing that counted, in the order of the rules; the sum comes last. */
export function explainScore({ xp, breakdown, rules, report }: ExplainedScore): string[] {
  if (!breakdown || !report) return [`Sum: ${xp} XP by rules ${rules}`]
  const { factors, bonusPoints, evidencePoints } = breakdown
  const lines = [
    baseLine(breakdown, report),
    complexityLine(breakdown),
    factors.quality !== 1 && `Mean quality ${shown(breakdown.quality ?? 0)}: x ${shown(factors.quality)}`,
    factors.speed !== 1 && `${speedText(breakdown, report)}: x ${shown(factors.speed)}`,
    factors.custom !== 1 && `Multipliers: x ${shown(factors.custom)}${limitText(breakdown, 'multipliers')}`,
    factors.streak !== 1 && `${breakdown.streakDays} days in a row: x ${shown(factors.streak)}`,
    factors.outcome !== 1 && outcomeLine(breakdown, report),
    bonusPoints > 0 && `Bonus: + ${bonusPoints}${limitText(breakdown, 'bonusPoints')}`,
    breakdown.evidence.length > 0 && `${evidenceText(breakdown)}: + ${evidencePoints}`,
    sumLine(xp, { breakdown, rules }),
  ]
  return lines.filter((line) => line !== false)
}

function baseLine(breakdown: Breakdown, { basePoints, action }: Report): string {
  const limit = limitText(breakdown, 'basePoints')
  const reason = basePoints === undefined ? ` for ${spaced(action)}` : ' as stated'
  return `Base: ${breakdown.basePoints}${limit || reason}`
}

function complexityLine(breakdown: Breakdown): string | false {
  const { complexity, isComplexityInferred, factors, clamped } = breakdown
  const isHeld = clamped.some(({ field }) => field === 'complexityInferred')
  const line = `Complexity ${complexity}${isComplexityInferred ? ', inferred' : ''}: x ${shown(factors.complexity)}`
  if (isHeld) return `${line}, the most that an inferred one counts`
  return (factors.complexity !== 1 || isComplexityInferred) && line // a guess sets the expected duration, too
}

function speedText({ expectedDurationInMs }: Breakdown, { durationInMs = 0 }: Report): string {
  return `Took ${formatDuration(durationInMs)}, expected ${formatDuration(expectedDurationInMs)}`
}

function outcomeLine({ factors }: Breakdown, { outcome, bonusPoints = 0, evidence = [] }: Report): string {
  const line = `Outcome ${outcome}: x ${shown(factors.outcome)}`
  if (factors.outcome === 0) return line
  const isMoreStated = bonusPoints > 0 || evidence.length > 0
  return `${line}${isMoreStated ? ', no bonus, no evidence' : ''}, and only complexity counts above 1`
}

function evidenceText({ evidence }: Breakdown): string {
  return `Evidence of ${evidence.map(({ type, isInferred }) => `${spaced(type)}${isInferred ? ' (inferred)' : ''}`).join(', ')}`
}

function limitText({ clamped }: Breakdown, field: Clamp['field']): string {
  const clamp = clamped.find((each) => each.field === field)
  if (!clamp) return ''
  return `, the ${clamp.counted < clamp.stated ? 'most' : 'least'} that counts (${shown(clamp.stated)} stated)`
}

function sumLine(xp: number, { breakdown, rules }: { breakdown: Breakdown; rules: string }): string {
  const { basePoints, factors, bonusPoints, evidencePoints } = breakdown
  const counted = Object.values(factors).filter((factor) => factor !== 1)
  const whole = xp - bonusPoints - evidencePoints
  const isRounded = counted.reduce((product, factor) => product * factor, basePoints) - whole > 1e-9
  const terms = [
    `${[basePoints, ...counted.map(shown)].join(' x ')}${isRounded ? ` (rounded down to ${whole})` : ''}`,
    bonusPoints > 0 && `bonus ${bonusPoints}`,
    evidencePoints > 0 && `evidence ${evidencePoints}`,
  ].filter((term) => term !== false)
  const detail = counted.length > 0 || terms.length > 1 ? `${terms.join(' + ')} = ` : ''
  return `Sum: ${detail}${xp} XP by rules ${rules}`
}

function spaced(word: string): string {
  return word.replaceAll('_', ' ')
}

function shown(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}
