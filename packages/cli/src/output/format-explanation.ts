import type { Colors } from 'picocolors/types'
import { cleanText } from './clean-text.ts'
import { formatGain } from './format-number.ts'
import { formatTime } from './format-time.ts'

export interface ExplanationView {
  readonly xp: number
  readonly agentName: string
  readonly occurredAt: string
  readonly rules: string
  readonly lines: readonly string[]
  readonly unlocked: readonly { readonly name: string; readonly xp: number }[]
  readonly corrections: readonly { readonly xp: number; readonly at: string }[]
}

/** The XP of a report, line by line, and what followed from it. */
export function formatExplanation(explanation: ExplanationView, colors: Colors): string[] {
  const { agentName, xp, occurredAt, rules, lines, unlocked, corrections } = explanation
  return [
    `${colors.bold(cleanText(agentName))} ${colors.green(`${formatGain(xp)} XP`)}`,
    `${formatTime(occurredAt)} UTC, rules ${cleanText(rules)}`,
    ...lines.map((line) => `  ${cleanText(line)}`),
    ...unlocked.map((entry) =>
      colors.yellow(`  unlocked ${cleanText(entry.name)}, ${formatGain(entry.xp)} XP`),
    ),
    ...corrections.map((entry) => `  corrected ${formatTime(entry.at)} UTC, ${formatGain(entry.xp)} XP`),
  ]
}
