import type { Colors } from 'picocolors/types'
import type { ImportTally } from '../import-tally.ts'
import { cleanText } from './clean-text.ts'
import { formatCount } from './format-count.ts'
import { formatGain, formatNumber } from './format-number.ts'

export interface ImportView extends ImportTally {
  readonly folder: string
  readonly runs: number
  readonly openRuns: number
  readonly skippedLines: number
  readonly unreadableTranscripts: number
  readonly unreadableFolders: number
}

/** What an import found, what became of it, and what it gave. */
export function formatImport(view: ImportView, colors: Colors): string[] {
  const { openRuns, skippedLines, unreadableTranscripts, unreadableFolders } = view
  return [
    `${formatCount(view.runs, 'run')} found in ${cleanText(view.folder)}`,
    ...formatTally(view, colors),
    ...lineUnlessZero(openRuns, 'still open, to be counted when they are over'),
    ...nounLineUnlessZero(skippedLines, 'damaged line', 'skipped'),
    ...nounLineUnlessZero(unreadableTranscripts, 'transcript', 'could not be read'),
    ...nounLineUnlessZero(unreadableFolders, 'folder', 'could not be read'),
    ...formatGains(view, { colors, noun: 'run' }),
  ]
}

/** What became of the reports. */
export function formatTally({ scored, alreadyKnown, rejected }: ImportTally, colors: Colors): string[] {
  return [
    ...lineUnlessZero(scored, 'scored'),
    ...lineUnlessZero(alreadyKnown, 'already known'),
    ...rejected.map(({ code, message, count }) =>
      colors.red(`  ${formatNumber(count)} rejected: ${cleanText(message)} [${code}]`),
    ),
  ]
}

function lineUnlessZero(count: number, words: string): string[] {
  return count === 0 ? [] : [`  ${formatNumber(count)} ${words}`]
}

function nounLineUnlessZero(count: number, noun: string, words: string): string[] {
  return count === 0 ? [] : [`  ${formatCount(count, noun)} ${words}`]
}

/** What the import gave. */
export function formatGains(
  { scored, alreadyKnown, xp, achievements, level }: ImportTally,
  { colors, noun }: { readonly colors: Colors; readonly noun: string },
): string[] {
  if (scored === 0) {
    return [
      alreadyKnown === 0 ? 'There was nothing to count.' : `Nothing new: these ${noun}s were counted before.`,
    ]
  }
  const standing = level === null ? '' : `, you are now level ${level.level}, ${level.title}`
  return [
    `${colors.green(`${formatGain(xp)} XP`)}${standing}`,
    ...achievements.map((entry) =>
      colors.yellow(`  unlocked ${cleanText(entry.name)}, ${formatGain(entry.xp)} XP`),
    ),
  ]
}
