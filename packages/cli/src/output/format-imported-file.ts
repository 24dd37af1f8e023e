import type { Colors } from 'picocolors/types'
import type { ImportTally } from '../import-tally.ts'
import { cleanText } from './clean-text.ts'
import { formatCount } from './format-count.ts'
import { formatGain, formatNumber } from './format-number.ts'

interface ImportedFile extends ImportTally {
  readonly file: string
  readonly reports: number
  readonly corrections: number
}

/** What became of an export that was imported. */
export function formatImportedFile(imported: ImportedFile, colors: Colors): string[] {
  const { file, reports, corrections, scored, alreadyKnown, rejected, xp } = imported
  return [
    `${formatCount(reports, 'report')} in ${cleanText(file)}`,
    ...(scored > 0 ? [`  ${formatNumber(scored)} counted, ${colors.green(`${formatGain(xp)} XP`)}`] : []),
    ...(alreadyKnown > 0 ? [`  ${formatNumber(alreadyKnown)} already known`] : []),
    ...(corrections > 0 ? [`  ${formatNumber(corrections)} corrected`] : []),
    ...rejected.map(({ code, message, count }) =>
      colors.red(`  ${formatNumber(count)} rejected: ${cleanText(message)} [${code}]`),
    ),
  ]
}
