import type { LedgerRow } from '@arena/core'
import { describe, expect, it } from 'vitest'
import { openWithOwner } from '../../test/open-with-owner.ts'
import { owner, reportCommit } from '../../test/report-commit.ts'
import { rowsOf } from '../../test/rows-of.ts'
import type { Store } from '../store/store.ts'
import { createWeekBoard } from './week-board.ts'

const { workspaceId } = owner
const wednesday = Date.parse('2026-06-03T10:00:00Z')
const sundayNight = Date.parse('2026-06-07T21:58:00Z') // 23:58 in the workspace's zone
const mondayNight = Date.parse('2026-06-07T22:02:00Z')

async function commit(
  store: Store,
  agents: readonly string[],
  at = wednesday,
): Promise<readonly LedgerRow[]> {
  const occurredAt = new Date(at).toISOString()
  const outcomes = await store.commit(agents.map((agent) => reportCommit({ agent, occurredAt })))
  return outcomes.flatMap(rowsOf)
}

describe('createWeekBoard', () => {
  it('gives the rank before and after each report', async () => {
    await using held = await openWithOwner()
    const board = createWeekBoard({ store: held.store, clock: () => wednesday })
    await board.prepare(workspaceId)
    const changes = board.count(workspaceId, await commit(held.store, ['a', 'b', 'b', 'a']))
    expect(changes.map(({ row, rank, rankBefore }) => [row.agentKey, rank, rankBefore])).toEqual([
      ['a', 1, null],
      ['b', 1, null],
      ['b', 1, 1],
      ['a', 1, 2],
    ])
  })

  it('loads exactly what the boards hold and what the ledger adds to them', async () => {
    await using held = await openWithOwner()
    const { store } = held
    await commit(store, ['a', 'a', 'a', 'b', 'b'])
    await store.advanceProjections(workspaceId, 4)
    const board = createWeekBoard({ store, clock: () => wednesday })
    await board.prepare(workspaceId)
    const changes = board.count(workspaceId, await commit(store, ['c', 'b', 'b']))
    expect(changes.map(({ rank, rankBefore }) => [rank, rankBefore])).toEqual([
      [3, null],
      [1, 2],
      [1, 1],
    ])
  })

  it('counts rows once that are given twice', async () => {
    await using held = await openWithOwner()
    const board = createWeekBoard({ store: held.store, clock: () => wednesday })
    await board.prepare(workspaceId)
    const rows = await commit(held.store, ['a'])
    board.count(workspaceId, rows)
    expect(board.count(workspaceId, rows)).toEqual([])
  })

  it('loads anew after rows that it was not given', async () => {
    await using held = await openWithOwner()
    const { store } = held
    const board = createWeekBoard({ store, clock: () => wednesday })
    await board.prepare(workspaceId)
    await commit(store, ['a', 'a'])
    expect(board.count(workspaceId, await commit(store, ['b']))).toEqual([])
    await board.prepare(workspaceId)
    expect(board.count(workspaceId, await commit(store, ['b']))).toMatchObject([{ rank: 1, rankBefore: 2 }])
  })

  it('starts afresh on Monday, with what a clock ahead has brought before', async () => {
    await using held = await openWithOwner()
    const { store } = held
    let now = sundayNight
    const board = createWeekBoard({ store, clock: () => now })
    await board.prepare(workspaceId)
    board.count(workspaceId, await commit(store, ['old', 'old', 'old'], sundayNight))
    expect(board.count(workspaceId, await commit(store, ['early'], mondayNight))).toEqual([])
    now = mondayNight
    const changes = board.count(workspaceId, await commit(store, ['new', 'old', 'early'], mondayNight))
    expect(changes.map(({ row, rank, rankBefore }) => [row.agentKey, rank, rankBefore])).toEqual([
      ['new', 1, null],
      ['old', 1, null],
      ['early', 1, 1],
    ])
  })
})
