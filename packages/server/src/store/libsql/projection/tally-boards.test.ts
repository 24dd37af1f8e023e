import { boardWindows, type LedgerRow, periodStart } from '@arena/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryLedger } from '../../../../test/arbitrary-ledger.ts'
import { decodePeriod } from './period-code.ts'
import { type BoardTallies, tallyBoards, tallyPeriods } from './tally-boards.ts'

/** Every row of every board. */
function tally(rows: readonly LedgerRow[]) {
  const tallies: BoardTallies = new Map()
  for (const row of rows) tallyBoards(tallies, row)
  return [...tallies.values()].flatMap(({ bySubject, ...series }) =>
    [...bySubject].flatMap(([subjectId, days]) =>
      Array.from(tallyPeriods(days), ([code, board]) => ({
        ...series,
        ...{ subjectId, ...decodePeriod(code), ...board },
      })),
    ),
  )
}

describe('tallyBoards', () => {
  it('agrees with a sum over the reports as they count at the end', () => {
    fc.assert(
      fc.property(arbitraryLedger(), (rows) => {
        for (const board of tally(rows)) expect(board).toMatchObject(recompute(rows, board))
      }),
    )
  })

  it('puts every row with an agent on the boards of its scopes and no other', () => {
    fc.assert(
      fc.property(arbitraryLedger(), (rows) => {
        const expected = new Set(
          rows.flatMap((row) =>
            boardWindows.flatMap((window) =>
              addresses(row).map((address) => `${address} ${window} ${periodStart(window, row.day)}`),
            ),
          ),
        )
        const held = tally(rows).map(
          ({ scope, scopeId, subject, subjectId, window, periodStart: start }) =>
            `${scope} ${scopeId} ${subject} ${subjectId} ${window} ${start}`,
        )
        expect(new Set(held)).toEqual(expected)
        expect(held.length).toBe(expected.size)
      }),
    )
  })
})

function addresses(row: LedgerRow): readonly string[] {
  const scopes = [
    `user ${row.userId}`,
    `workspace ${row.workspaceId}`,
    ...(row.teamId ? [`team ${row.teamId}`] : []),
    ...(row.project ? [`project ${row.project}`] : []),
  ]
  const teams = row.teamId ? [`workspace ${row.workspaceId} team ${row.teamId}`] : []
  return scopes.flatMap((scope) => [
    ...(scope.startsWith('workspace ') ? teams : []),
    ...(row.kind === 'achievement' ? [] : [`${scope} agent ${row.agentKey}`]),
    ...(scope.startsWith('user ') ? [] : [`${scope} user ${row.userId}`]),
  ])
}

function recompute(rows: readonly LedgerRow[], board: ReturnType<typeof tally>[number]) {
  const { scope, scopeId, subject, subjectId, window } = board
  const own = rows.filter(
    (row) =>
      addresses(row).includes(`${scope} ${scopeId} ${subject} ${subjectId}`) &&
      periodStart(window, row.day) === board.periodStart,
  )
  const lastRowByReport = new Map(
    own
      .filter(({ kind }) => kind !== 'achievement')
      .map((row) => [row.kind === 'report' ? row.seq : row.refSeq, row]),
  )
  const reports = [...lastRowByReport.values()].flatMap(({ report }) => (report ? [report] : []))
  const timed = reports.filter(({ outcome, durationInMs }) => outcome === 'success' && durationInMs)
  const gaining = own.filter(({ xp }) => xp !== 0)
  return {
    timedSuccesses: timed.length,
    timedSuccessesInMs: timed.reduce((sum, { durationInMs = 0 }) => sum + Math.round(durationInMs), 0),
    xp: own.reduce((sum, { xp }) => sum + xp, 0),
    reports: reports.length,
    successes: reports.filter(({ outcome }) => outcome === 'success').length,
    failures: reports.filter(({ outcome }) => outcome === 'failure').length,
    changedSeq: gaining.at(-1)?.seq ?? null,
    firstSeq: own[0]?.seq,
    name: subject === 'agent' ? own[0]?.agentName : '',
  }
}
