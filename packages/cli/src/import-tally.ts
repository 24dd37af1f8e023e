import type { ErrorCode, ReportAnswer } from '@arena/core'

/** What became of the reports of an import. */
export interface ImportTally {
  readonly scored: number
  /** Counted before, by an earlier import or another way in. */
  readonly alreadyKnown: number
  readonly rejected: readonly { readonly code: ErrorCode; readonly message: string; readonly count: number }[]
  /** Gained by this import, rewards of achievements included. */
  readonly xp: number
  readonly achievements: readonly { readonly id: string; readonly name: string; readonly xp: number }[]
  /** The user after the last report that was scored; null when none was. */
  readonly level: { readonly level: number; readonly title: string } | null
}

export const emptyImportTally: ImportTally = {
  scored: 0,
  alreadyKnown: 0,
  rejected: [],
  xp: 0,
  achievements: [],
  level: null,
}

/** Adds one answer. A duplicate repeats its first result, so nothing of it counts again. */
export function tallyAnswer(tally: ImportTally, answer: ReportAnswer): ImportTally {
  switch (answer.status) {
    case 'scored':
      return {
        ...tally,
        scored: tally.scored + 1,
        xp: tally.xp + answer.xp + answer.achievements.reduce((sum, { xp }) => sum + xp, 0),
        achievements: [...tally.achievements, ...answer.achievements],
        level: { level: answer.user.level, title: answer.user.title },
      }
    case 'duplicate':
      return { ...tally, alreadyKnown: tally.alreadyKnown + 1 }
    case 'rejected':
      return tallyRejection(tally, answer)
  }
}

/** Adds what was refused; refusals that say the same are one. */
export function tallyRejection(
  tally: ImportTally,
  { code, message }: { readonly code: ErrorCode; readonly message: string },
): ImportTally {
  const isSame = (other: ImportTally['rejected'][number]) => other.code === code && other.message === message
  const count = (tally.rejected.find(isSame)?.count ?? 0) + 1
  const others = tally.rejected.filter((other) => !isSame(other))
  return { ...tally, rejected: [...others, { code, message, count }] }
}

/** Adds an answer to work told again, which counts already even if it was told otherwise the first time. */
export function tallyKnown(tally: ImportTally, answer: ReportAnswer): ImportTally {
  const isKnown = answer.status === 'rejected' && answer.code === 'report-conflict'
  return isKnown ? { ...tally, alreadyKnown: tally.alreadyKnown + 1 } : tallyAnswer(tally, answer)
}
