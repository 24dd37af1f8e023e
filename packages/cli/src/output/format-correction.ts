import type { CorrectionAnswer } from '@arena/core'
import type { Colors } from 'picocolors/types'
import { cleanText } from './clean-text.ts'
import { formatGain, formatNumber } from './format-number.ts'

/** What a correction did to a report's XP, and where its agent and user stand now. */
export function formatCorrection(answer: CorrectionAnswer, colors: Colors): string[] {
  const { status, xpBefore, xpChange, xp, isVoid, agent, user, achievements, rank, outranked } = answer
  const name = colors.bold(cleanText(agent.name))
  const paint = xpChange < 0 ? colors.red : colors.green
  return [
    status === 'unchanged'
      ? `${name} nothing changed: ${isVoid ? 'the report was taken out before' : `worth ${formatNumber(xp)} XP`}`
      : `${name} ${paint(`${formatGain(xpChange)} XP`)}: ${formatNumber(xpBefore)} before, ${isVoid ? 'taken out' : `${formatNumber(xp)} now`}`,
    ...achievements.map((entry) =>
      colors.yellow(`  unlocked ${cleanText(entry.name)}, ${formatGain(entry.xp)} XP`),
    ),
    ...outranked.map((fact) => `  ${fact} stays: it was judged by one whose word counts more`),
    `  the agent: level ${agent.level}, ${formatNumber(agent.xp)} XP${rank ? `, rank ${rank.now} of the week` : ''}`,
    `  its user: level ${user.level}, ${formatNumber(user.xp)} XP`,
  ]
}
