import { formatDay } from '@arena/core'
import { readBoardFigures } from './read-board-figures.ts'
import type { BoardTally } from './tally-boards.ts'
import type { Verification } from './verify-table.ts'

const keyColumns = ['scope', 'scope_id', 'subject', '"window"', 'period_start', 'subject_id']

/** How rows of `boards` are compared with the tallies of the whole ledger. */
export const boardVerification: Verification<BoardTally> = {
  table: 'boards',
  keyColumns,
  keyOf: (row) =>
    JSON.stringify([
      row['scope'],
      row['scope_id'],
      row['subject'],
      row['subject_id'],
      row['window'],
      row['period_start'],
    ]),
  valuesOfRow: readBoardFigures,
  valuesOf: ({ name, xp, reports, successes, failures, changedSeq, firstSeq }) => ({
    name,
    xp,
    reports,
    successes,
    failures,
    reachedSeq: changedSeq ?? firstSeq,
  }),
  nameOf: (key) => {
    const [scope, scopeId, subject, subjectId, window, start] = JSON.parse(key) as KeyParts
    const period = window === 'all' ? 'all time' : `the ${window} of ${formatDay(start)}`
    return `${subject} ${subjectId} on the board of ${scope} ${scopeId} for ${period}`
  },
}

type KeyParts = [string, string, string, string, string, number]
