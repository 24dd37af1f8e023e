import type { Colors } from 'picocolors/types'
import { cleanText } from './clean-text.ts'
import { formatGain, formatNumber } from './format-number.ts'
import { formatTime } from './format-time.ts'

interface ScoreView {
  readonly lines: readonly string[]
  readonly unlocked: readonly { readonly name: string; readonly xp: number }[]
}

interface CorrectionView extends ScoreView {
  readonly at: string
  readonly by: 'self' | 'review'
  readonly reason: string | null
  readonly changes: readonly string[]
  readonly xpBefore: number
  readonly xpChange: number
  readonly xp: number
}

export interface ExplanationView extends ScoreView {
  readonly xp: number
  readonly agentName: string
  readonly occurredAt: string
  readonly rules: string
  readonly corrections: readonly CorrectionView[]
  readonly xpNow: number
  readonly reportNow: unknown
}

/** The XP of a report, line by line, what followed from it, and each correction of it up to the XP it has now. */
export function formatExplanation(explanation: ExplanationView, colors: Colors): string[] {
  const { agentName, xp, occurredAt, rules, corrections, xpNow, reportNow } = explanation
  const now = reportNow === null ? 'Taken out: 0 XP' : `Now worth ${formatNumber(xpNow)} XP`
  return [
    `${colors.bold(cleanText(agentName))} ${colors.green(`${formatGain(xp)} XP`)}`,
    `${formatTime(occurredAt)} UTC, rules ${cleanText(rules)}`,
    ...formatScore(explanation, colors),
    ...corrections.flatMap((correction) => formatCorrection(correction, colors)),
    ...(corrections.length > 0 ? [colors.bold(now)] : []),
  ]
}

function formatCorrection(correction: CorrectionView, colors: Colors): string[] {
  const { at, by, reason, changes, xpBefore, xpChange, xp } = correction
  const who = by === 'review' ? 'by a reviewer' : 'by its own user'
  const paint = xpChange < 0 ? colors.red : colors.green
  return [
    `${colors.bold(`Corrected ${who}`)} ${paint(`${formatGain(xpChange)} XP`)}: from ${formatNumber(xpBefore)} to ${formatNumber(xp)}`,
    `${formatTime(at)} UTC${reason === null ? '' : `, ${cleanText(reason)}`}`,
    ...changes.map((line) => colors.cyan(`  ${cleanText(line)}`)),
    ...formatScore(correction, colors),
  ]
}

function formatScore({ lines, unlocked }: ScoreView, colors: Colors): string[] {
  return [
    ...lines.map((line) => `  ${cleanText(line)}`),
    ...unlocked.map(({ name, xp }) => colors.yellow(`  unlocked ${cleanText(name)}, ${formatGain(xp)} XP`)),
  ]
}
