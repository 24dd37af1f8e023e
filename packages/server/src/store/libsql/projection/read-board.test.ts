import { boardWindows, type LedgerRow, periodStart } from '@arena/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryLedger } from '../../../../test/arbitrary-ledger.ts'
import { openProjectionDatabase, type ProjectionDatabase } from '../../../../test/projection-database.ts'
import type { BoardAddress, BoardRow } from '../../board-row.ts'
import { advanceProjections } from './advance-projections.ts'
import { readBoard, readBoardAround } from './read-board.ts'
import { rebuildProjections } from './rebuild-projections.ts'

type Place = Pick<BoardRow, 'subjectId' | 'xp' | 'reachedSeq' | 'rank'>

/** The board as a sort of the whole ledger makes it. */
function foldBoard(rows: readonly LedgerRow[], address: BoardAddress, hidden: readonly string[]): Place[] {
  const { scope, scopeId, subject, window } = address
  const places = new Map<string, { xp: number; reachedSeq: number; changed: boolean; reports: number }>()
  for (const row of rows) {
    const scopeIds = {
      user: row.userId,
      team: row.teamId,
      project: row.project,
      workspace: address.workspaceId,
    }
    const subjects = {
      agent: row.kind === 'achievement' ? null : row.agentKey,
      user: row.userId,
      team: row.teamId,
    }
    const id = subjects[subject]
    if (scopeIds[scope] !== scopeId || id === null) continue
    if (periodStart(window, row.day) !== address.periodStart) continue
    const place = places.get(id) ?? { xp: 0, reachedSeq: row.seq, changed: false, reports: 0 }
    place.xp += row.xp
    if (row.xp !== 0) place.reachedSeq = row.seq
    place.reports += (row.report ? 1 : 0) - (row.before ? 1 : 0)
    places.set(id, place)
  }
  const shown = [...places]
    .filter(
      ([id, { xp, reports }]) => (xp > 0 || reports > 0) && !(subject === 'user' && hidden.includes(id)),
    )
    .map(([subjectId, { xp, reachedSeq }]) => ({ subjectId, xp, reachedSeq }))
    .sort((a, b) => b.xp - a.xp || a.reachedSeq - b.reachedSeq)
  return shown.map((row) => ({ ...row, rank: shown.filter(({ xp }) => xp > row.xp).length + 1 }))
}

/** Every board that a row of the ledger is on. */
function addressesOf(rows: readonly LedgerRow[], workspaceId: string): readonly BoardAddress[] {
  const byKey = new Map<string, BoardAddress>()
  for (const { userId, teamId, project, day } of rows) {
    const series = [
      { scope: 'user', scopeId: userId, subject: 'agent' },
      ...(['agent', 'user', 'team'] as const).map((subject) => ({
        scope: 'workspace',
        scopeId: workspaceId,
        subject,
      })),
      ...(['agent', 'user'] as const).flatMap((subject) => [
        ...(teamId === null ? [] : [{ scope: 'team', scopeId: teamId, subject }]),
        ...(project === null ? [] : [{ scope: 'project', scopeId: project, subject }]),
      ]),
    ] as const
    for (const one of series) {
      for (const window of boardWindows) {
        const address = { workspaceId, ...one, window, periodStart: periodStart(window, day) } as BoardAddress
        byKey.set(JSON.stringify(address), address)
      }
    }
  }
  return [...byKey.values()]
}

function placeOf({ subjectId, xp, reachedSeq, rank }: BoardRow): Place {
  return { subjectId, xp, reachedSeq, rank }
}

async function hide(database: ProjectionDatabase, workspaceId: string, userIds: readonly string[]) {
  await database.connection.write(
    userIds.map((id) => ({
      sql: 'UPDATE users SET is_on_boards = 0 WHERE workspace_id = :workspaceId AND id = :id',
      args: { workspaceId, id },
    })),
  )
}

const hiddenUsers = fc.subarray(['ann', 'bob', 'eve'])

describe('readBoard', () => {
  it('gives every board of any history as a sort of the ledger does, in pages of any size', async () => {
    await using database = await openProjectionDatabase()
    const { projections, fill } = database
    let walked = 0
    await fc.assert(
      fc.asyncProperty(arbitraryLedger(), hiddenUsers, fc.nat(3), async (rows, hidden, shift) => {
        const workspaceId = await fill(rows)
        await hide(database, workspaceId, hidden)
        while (!(await advanceProjections(projections, workspaceId, 7)).isCurrent);
        for (const [index, address] of addressesOf(rows, workspaceId).entries()) {
          const limit = 1 + ((index + shift) % 4)
          const board: BoardRow[] = []
          for (;;) {
            const page = await readBoard(projections, address, { after: board.at(-1) ?? null, limit })
            board.push(...page)
            if (page.length < limit) break
            walked++
          }
          expect(board.map(placeOf)).toEqual(foldBoard(rows, address, hidden))
        }
      }),
      { numRuns: 12 },
    )
    expect(walked).toBeGreaterThan(100)
  })

  it('walks on without gap or repeat while XP changes, with the ranks of the moment', async () => {
    await using database = await openProjectionDatabase()
    const { projections, fill } = database
    let moved = 0
    await fc.assert(
      fc.asyncProperty(
        arbitraryLedger(),
        hiddenUsers,
        fc.integer({ min: 1, max: 12 }),
        async (rows, hidden, rowsBetween) => {
          const workspaceId = await fill(rows)
          await hide(database, workspaceId, hidden)
          await advanceProjections(projections, workspaceId, Math.ceil(rows.length / 2))
          for (const subject of ['agent', 'user', 'team'] as const) {
            const address: BoardAddress = {
              ...{ workspaceId, scope: 'workspace', scopeId: workspaceId, subject },
              ...{ window: 'all', periodStart: 0 },
            }
            const countedRows = async () =>
              rows.slice(0, (await advanceProjections(projections, workspaceId, 0)).watermark)
            const before = foldBoard(await countedRows(), address, hidden)
            const seen: BoardRow[] = []
            for (;;) {
              const page = await readBoard(projections, address, { after: seen.at(-1) ?? null, limit: 1 })
              if (page.length === 0) break
              const now = foldBoard(await countedRows(), address, hidden)
              for (const row of page) expect(now).toContainEqual(placeOf(row))
              seen.push(...page)
              await advanceProjections(projections, workspaceId, rowsBetween)
            }
            const after = foldBoard(await countedRows(), address, hidden)
            const still = before.filter(({ subjectId, reachedSeq }) =>
              after.some((row) => row.subjectId === subjectId && row.reachedSeq === reachedSeq),
            )
            if (still.length < before.length) moved++
            for (const { subjectId } of still) {
              expect(seen.filter((row) => row.subjectId === subjectId)).toHaveLength(1)
            }
            const places = seen.map(({ xp, reachedSeq }) => [xp, -reachedSeq] as const)
            expect(places).toEqual([...places].sort((a, b) => b[0] - a[0] || b[1] - a[1]))
          }
        },
      ),
      { numRuns: 25 },
    )
    expect(moved).toBeGreaterThan(5)
  })

  it('ranks right after boards were made afresh', async () => {
    await using database = await openProjectionDatabase()
    const { projections, fill } = database
    const [rows = []] = fc.sample(arbitraryLedger(), { numRuns: 1, seed: 11 })
    const workspaceId = await fill(rows)
    const address: BoardAddress = {
      ...{ workspaceId, scope: 'workspace', scopeId: workspaceId, subject: 'agent' },
      ...{ window: 'all', periodStart: 0 },
    }
    while (!(await advanceProjections(projections, workspaceId, 50)).isCurrent);
    const expected = foldBoard(rows, address, [])
    const [first] = expected
    if (!first) throw new Error('the sample has no agent')
    const pageAfterFirst = async () =>
      (await readBoard(projections, address, { after: first, limit: 100 })).map(placeOf)
    expect(await pageAfterFirst()).toEqual(expected.slice(1))
    await rebuildProjections(projections, workspaceId)
    expect(await pageAfterFirst()).toEqual(expected.slice(1))
  })
})

describe('readBoardAround', () => {
  it('gives the neighbours, the size and the way to the next rank of any subject', async () => {
    await using database = await openProjectionDatabase()
    const { projections, fill } = database
    await fc.assert(
      fc.asyncProperty(
        arbitraryLedger(),
        hiddenUsers,
        fc.record({ above: fc.nat(2), below: fc.nat(2) }),
        async (rows, hidden, { above, below }) => {
          const workspaceId = await fill(rows)
          await hide(database, workspaceId, hidden)
          while (!(await advanceProjections(projections, workspaceId, 100)).isCurrent);
          for (const subject of ['agent', 'user'] as const) {
            const address: BoardAddress = {
              ...{ workspaceId, scope: 'workspace', scopeId: workspaceId, subject },
              ...{ window: 'all', periodStart: 0 },
            }
            const expected = foldBoard(rows, address, hidden)
            const subjectIds = new Set(
              rows.map(({ userId, agentKey }) => (subject === 'user' ? userId : agentKey)),
            )
            for (const subjectId of [...subjectIds, 'nobody']) {
              if (subjectId === null) continue
              const index = expected.findIndex((row) => row.subjectId === subjectId)
              const self = expected[index]
              const next = expected.findLast(({ xp }) => self !== undefined && xp > self.xp)
              const found = await readBoardAround(projections, address, { subjectId, above, below })
              expect({ ...found, rows: found.rows.map(placeOf) }).toEqual({
                rows: self ? expected.slice(Math.max(0, index - above), index + below + 1) : [],
                size: expected.length,
                xpToNextRank: self && next ? next.xp - self.xp : null,
              })
            }
          }
        },
      ),
      { numRuns: 25 },
    )
  })
})
