import type { LedgerRow } from '@arena/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryLedger } from '../../../../test/arbitrary-ledger.ts'
import { openProjectionDatabase } from '../../../../test/projection-database.ts'
import { advanceProjections, type ProjectionContext, readWatermark } from './advance-projections.ts'
import { readBoard } from './read-board.ts'
import { rebuildProjections } from './rebuild-projections.ts'
import { verifyProjections } from './verify-projections.ts'

async function advanceToEnd(
  projections: ProjectionContext,
  workspaceId: string,
  maxRows: number,
): Promise<void> {
  while (!(await advanceProjections(projections, workspaceId, maxRows)).isCurrent);
}

describe('advanceProjections', () => {
  it('gives the same boards and cells in chunks of any size as all rows at once', async () => {
    await using database = await openProjectionDatabase()
    const { connection, projections, fill } = database
    let boards = 0
    await fc.assert(
      fc.asyncProperty(arbitraryLedger(), fc.integer({ min: 1, max: 20 }), async (rows, maxRows) => {
        const workspaceId = await fill(rows)
        await advanceToEnd(projections, workspaceId, maxRows)
        expect(await readWatermark(connection, workspaceId)).toBe(rows.length)
        expect(await verifyProjections(connection, workspaceId)).toEqual([])
        const board = await readAllTimeBoard(projections, workspaceId)
        expect(board).toEqual(recompute(rows))
        boards += board.length
      }),
      { numRuns: 40 },
    )
    expect(boards).toBeGreaterThan(40)
  })

  it('counts no row twice when two advance at once', async () => {
    await using database = await openProjectionDatabase()
    const { connection, projections, fill } = database
    const workspaceId = await fill(sampleRows())
    const advance = () => advanceToEnd(projections, workspaceId, 3)
    await Promise.all([advance(), advance(), advance()])
    expect(await verifyProjections(connection, workspaceId)).toEqual([])
  })

  it('only tells the watermark when it may count no rows', async () => {
    await using database = await openProjectionDatabase()
    const { projections, fill } = database
    const workspaceId = await fill(sampleRows())
    expect(await advanceProjections(projections, workspaceId, 0)).toEqual({ watermark: 0, isCurrent: false })
    await advanceProjections(projections, workspaceId, 2)
    expect(await advanceProjections(projections, workspaceId, 0)).toMatchObject({ watermark: 2 })
  })
})

describe('rebuildProjections', () => {
  it('makes broken boards and cells whole again', async () => {
    await using database = await openProjectionDatabase()
    const { connection, projections, fill } = database
    const workspaceId = await fill(sampleRows())
    await advanceToEnd(projections, workspaceId, 100)
    await connection.write(['UPDATE boards SET xp = 7', 'DELETE FROM rollup_cells'])
    expect(await verifyProjections(connection, workspaceId)).not.toEqual([])
    await rebuildProjections(projections, workspaceId)
    expect(await verifyProjections(connection, workspaceId)).toEqual([])
  })
})

describe('verifyProjections', () => {
  it.each([
    [
      `UPDATE boards SET xp = xp + 1 WHERE ${boardIn('workspace', 'agent')} AND period % 4 = 3`,
      /^agent \w+ on the board of workspace w1 for all time: xp is \d+, not \d+$/,
    ],
    [
      `UPDATE boards SET reached_seq = 0 WHERE ${boardIn('user', 'agent')} AND period % 4 = 1`,
      /^agent \w+ on the board of user \w+ for the week of 2026-\d\d-\d\d: reachedSeq is 0, not \d+$/,
    ],
    [
      `DELETE FROM boards WHERE ${boardIn('project', 'user')}`,
      /^user \w+ on the board of project .*: it is missing$/,
    ],
    [
      `UPDATE boards SET timed_successes_in_ms = 1 WHERE ${boardIn('workspace', 'team')}`,
      /^team \w+ on the board of workspace w1 for .*: timedSuccessesInMs is 1, not \d+$/,
    ],
    [
      `UPDATE boards SET subject_id = 'ghost' WHERE ${boardIn('workspace', 'agent')} AND period % 4 = 3
        AND subject_id = 'tester'`,
      /^agent ghost on the board of .*: it stands for nothing in the ledger$/,
    ],
    [
      'UPDATE rollup_cells SET cost_sum = cost_sum + 0.01',
      /^the roll-up of agent \w+ of user \w+ on 2026-\d\d-\d\d .*: cost_sum is [\d.]+, not [\d.]+$/,
    ],
    ['UPDATE rollup_cells SET duration_sketch = \'{"3":9}\'', /sketch is 3:9, not/],
    ['UPDATE projection_watermarks SET seq = seq + 5', /claim to count row \d+, but the ledger ends at \d+$/],
  ])('names what %s breaks', async (statement, fault) => {
    await using database = await openProjectionDatabase()
    const { connection, projections, fill } = database
    const workspaceId = await fill(sampleRows())
    await advanceToEnd(projections, workspaceId, 100)
    expect(await verifyProjections(connection, workspaceId)).toEqual([])
    await connection.write([statement])
    const faults = await verifyProjections(connection, workspaceId)
    expect(faults.filter((line) => fault.test(line))).not.toEqual([])
  })

  it('finds no fault while the projections move on', async () => {
    await using database = await openProjectionDatabase()
    const { connection, projections, fill } = database
    const workspaceId = await fill(sampleRows())
    await advanceProjections(projections, workspaceId, 3)
    const [faults] = await Promise.all([
      verifyProjections(connection, workspaceId),
      advanceToEnd(projections, workspaceId, 1),
    ])
    expect(faults).toEqual([])
  })
})

function boardIn(scope: string, subject: string): string {
  return `series_id IN (SELECT id FROM board_series WHERE scope = '${scope}' AND subject = '${subject}')`
}

function sampleRows(): readonly LedgerRow[] {
  const samples = fc.sample(arbitraryLedger(), { numRuns: 20, seed: 7 })
  return samples.reduce((longest, rows) => (rows.length > longest.length ? rows : longest))
}

function readAllTimeBoard(projections: ProjectionContext, workspaceId: string) {
  return readBoard(
    projections,
    {
      ...{ workspaceId, scope: 'workspace', scopeId: workspaceId },
      ...{ subject: 'user', window: 'all', periodStart: 0 },
    },
    { after: null, limit: 100 },
  )
}

function recompute(rows: readonly LedgerRow[]) {
  const userIds = [...new Set(rows.map(({ userId }) => userId))]
  const board = userIds.map((userId) => {
    const own = rows.filter((row) => row.userId === userId)
    const lastByReport = new Map(
      own.flatMap((row) =>
        row.kind === 'achievement' ? [] : [[row.kind === 'report' ? row.seq : row.refSeq, row.report]],
      ),
    )
    const reports = [...lastByReport.values()].filter((report) => report !== null)
    const xp = own.reduce((sum, row) => sum + row.xp, 0)
    const timed = reports.filter(({ outcome, durationInMs }) => outcome === 'success' && durationInMs)
    return {
      subjectId: userId,
      name: userId.toUpperCase(),
      timedSuccesses: timed.length,
      timedSuccessesInMs: timed.reduce((sum, { durationInMs = 0 }) => sum + Math.round(durationInMs), 0),
      xp,
      reports: reports.length,
      successes: reports.filter(({ outcome }) => outcome === 'success').length,
      failures: reports.filter(({ outcome }) => outcome === 'failure').length,
      reachedSeq: own.findLast((row) => row.xp !== 0)?.seq ?? own[0]?.seq ?? 0,
      xpOfAllTime: xp,
    }
  })
  return board
    .filter(({ xp, reports }) => xp > 0 || reports > 0)
    .sort((a, b) => b.xp - a.xp || a.reachedSeq - b.reachedSeq)
    .map((row) => ({ ...row, rank: board.filter(({ xp }) => xp > row.xp).length + 1 }))
}
