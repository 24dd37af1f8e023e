import { formatDay } from '@arena/core'
import { decodePeriod } from './period-code.ts'
import { type BoardTallies, type BoardTally, seriesKey, tallyPeriods } from './tally-boards.ts'
import type { ExpectedRows, Verification } from './verify-table.ts'

/** How rows of `boards` are compared with the tallies of the whole ledger. */
export const boardVerification: Verification<BoardTally> = {
  table: 'boards',
  keyColumns: ['series_id', 'period', 'subject_id'],
  selected: `*, (SELECT json_array(scope, scope_id, subject) FROM board_series
    WHERE workspace_id = boards.workspace_id AND id = boards.series_id) AS series`,
  keyOf: ({ series, period, subject_id }) =>
    JSON.stringify([...(JSON.parse(String(series)) ?? ['unknown', '', 'subject']), period, subject_id]),
  valuesOfRow: (row) => ({
    name: String(row['name']),
    xp: Number(row['xp']),
    reports: Number(row['reports']),
    successes: Number(row['successes']),
    failures: Number(row['failures']),
    timedSuccesses: Number(row['timed_successes']),
    timedSuccessesInMs: Number(row['timed_successes_in_ms']),
    reachedSeq: Number(row['reached_seq']),
  }),
  valuesOf: ({ changedSeq, firstSeq, ...values }) => ({ ...values, reachedSeq: changedSeq ?? firstSeq }),
  nameOf: (key) => {
    const [scope, scopeId, subject, code, subjectId] = JSON.parse(key) as KeyParts
    const { window, periodStart } = decodePeriod(code)
    const period = window === 'all' ? 'all time' : `the ${window} of ${formatDay(periodStart)}`
    return `${subject} ${subjectId} on the board of ${scope} ${scopeId} for ${period}`
  },
}

type KeyParts = ['user' | 'team' | 'project' | 'workspace', string, 'agent' | 'user' | 'team', number, string]

/** The rows that tallies stand for, as the tallies are when they are asked for; `seq` says which rows they count. */
export function expectedBoards(tallies: BoardTallies, seq: () => number): ExpectedRows<BoardTally> {
  const periodsByDays = new WeakMap<object, { seq: number; periods: ReturnType<typeof tallyPeriods> }>()

  function periodsOf(days: ReadonlyMap<number, BoardTally>): ReadonlyMap<number, BoardTally> {
    const known = periodsByDays.get(days)
    if (known?.seq === seq()) return known.periods
    const periods = tallyPeriods(days)
    periodsByDays.set(days, { seq: seq(), periods })
    return periods
  }

  return {
    *keys() {
      for (const { scope, scopeId, subject, bySubject } of tallies.values()) {
        for (const [subjectId, days] of bySubject) {
          for (const code of periodsOf(days).keys()) {
            yield JSON.stringify([scope, scopeId, subject, code, subjectId])
          }
        }
      }
    },
    get(key) {
      const [scope, scopeId, subject, code, subjectId] = JSON.parse(key) as KeyParts
      const days = tallies.get(seriesKey({ scope, scopeId, subject }))?.bySubject.get(subjectId)
      return days && periodsOf(days).get(code)
    },
  }
}
