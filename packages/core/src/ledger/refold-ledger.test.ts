import { describe, expect, it } from 'vitest'
import { createHistory } from '../../test/create-history.ts'
import { makeReport } from '../../test/make-report.ts'
import type { LedgerRow } from './ledger-row.ts'
import { emptyRefold, refoldRow } from './refold-ledger.ts'

function refold(rows: readonly LedgerRow[]) {
  const folded = emptyRefold()
  for (const row of rows) refoldRow(folded, row)
  return folded
}

describe('refoldRow', () => {
  it('finds the standing again from rows alone', () => {
    const history = createHistory()
    const first = makeReport({ agent: 'a', basePoints: 100 })
    history.report(first)
    history.report(makeReport({ agent: 'b', outcome: 'failure' }))
    history.correct(first.id, { ...first, basePoints: 20 })
    const folded = refold(history.rows)
    expect(folded.standingByUser.get('user')).toMatchObject({
      user: history.user,
      days: history.days,
      unlocked: history.unlocked,
    })
    expect(folded.agentsByUser.get('user')).toEqual(history.agents)
  })

  it('believes the XP of a row, not the rules of today', () => {
    const history = createHistory({ catalog: [] })
    history.report(makeReport())
    const [row] = history.rows
    expect(row).toBeDefined()
    const folded = refold(row ? [{ ...row, xp: 77 }] : [])
    expect(folded.standingByUser.get('user')?.user.xp).toBe(77)
  })

  it('keeps the users of a workspace apart', () => {
    const history = createHistory()
    history.report(makeReport())
    const rows = ['ada', 'grace'].flatMap((userId) => history.rows.map((row) => ({ ...row, userId })))
    const folded = refold(rows)
    expect(folded.standingByUser.get('ada')).toEqual(folded.standingByUser.get('grace'))
    expect(folded.standingByUser.get('ada')?.user).toEqual(history.user)
  })
})
