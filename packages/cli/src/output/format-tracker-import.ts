import type { Colors } from 'picocolors/types'
import type { ImportTally } from '../import-tally.ts'
import { cleanText } from './clean-text.ts'
import { formatCount } from './format-count.ts'
import { formatGains, formatTally } from './format-import.ts'
import { formatNumber } from './format-number.ts'

export interface TrackerImportView extends ImportTally {
  readonly file: string
  readonly generation: 1 | 2
  readonly missions: number
  readonly skipped: readonly { readonly reason: string; readonly count: number }[]
  /** As the tracker counted; null where it says nothing. */
  readonly xpBefore: number | null
  readonly agentsBefore: readonly { readonly name: string; readonly xp: number; readonly level: number }[]
}

/** What an import of the tracker's file found, what became of it, and what the tracker had counted. */
export function formatTrackerImport(view: TrackerImportView, colors: Colors): string[] {
  const { file, generation, missions, skipped, xpBefore, agentsBefore } = view
  return [
    `${formatCount(missions, 'mission')} found in ${cleanText(file)}, of generation ${generation}`,
    ...formatTally(view, colors),
    ...skipped.map(({ reason, count }) => `  ${formatNumber(count)} skipped: ${reason}`),
    ...formatGains(view, { colors, noun: 'mission' }),
    ...(xpBefore === null ? [] : [`Before, by the tracker's own rules: ${formatNumber(xpBefore)} XP`]),
    ...agentsBefore.map(
      ({ name, xp, level }) => `  ${cleanText(name)}: ${formatNumber(xp)} XP, level ${formatNumber(level)}`,
    ),
  ]
}
