import type { ProjectionState } from '../../store.ts'
import type { Connection } from '../connection.ts'
import { readLedger } from '../read/read-ledger.ts'
import type { BoardCounts } from './board-counts.ts'
import type { RecentRows } from './recent-rows.ts'
import { type BoardTallies, tallyBoards } from './tally-boards.ts'
import { type CellTallies, tallyCells } from './tally-cells.ts'
import { moveWatermark, selectWatermark } from './watermark.ts'
import { writeBoards } from './write-boards.ts'
import { selectSketches, writeCells } from './write-cells.ts'

/** What projections work with: the connection of their own pace, and copies of what the database holds. */
export interface ProjectionContext {
  readonly connection: Connection
  readonly recentRows: RecentRows
  readonly boardCounts: BoardCounts
}

/** Counts at most `maxRows` ledger rows after the watermark on boards and in cells, in one write. */
export async function advanceProjections(
  { connection, recentRows, boardCounts }: ProjectionContext,
  workspaceId: string,
  maxRows: number,
): Promise<ProjectionState> {
  const fromSeq = await readWatermark(connection, workspaceId)
  const rows =
    recentRows.take(workspaceId, fromSeq, maxRows) ??
    (await readLedger(connection, { workspaceId, afterSeq: fromSeq, limit: maxRows }))
  const last = rows.at(-1)
  if (!last) return { watermark: fromSeq, isCurrent: maxRows > 0 }

  const boards: BoardTallies = new Map()
  const cells: CellTallies = new Map()
  for (const row of rows) {
    tallyBoards(boards, row)
    tallyCells(cells, row)
  }
  const context = { workspaceId, fromSeq }
  const touched = [...cells.values()]
  const [sketches] = await connection.read([selectSketches(touched, workspaceId)])
  const followed = boardCounts.follow(workspaceId, boards)
  try {
    const results = await connection.write([
      ...followed.statements,
      ...writeBoards(boards, context),
      ...writeCells(touched, sketches, context),
      moveWatermark({ ...context, toSeq: last.seq }),
      selectWatermark(workspaceId),
    ])
    const watermark = Number(results.at(-1)?.rows[0]?.['seq'])
    if (watermark === last.seq) followed.apply(results, { fromSeq, toSeq: watermark })
    recentRows.release(workspaceId, watermark)
    return { watermark, isCurrent: watermark === last.seq && rows.length < maxRows }
  } catch (error) {
    boardCounts.drop(workspaceId) // it may have been written
    throw error
  }
}

/** The last row that boards and cells count. */
export async function readWatermark(connection: Connection, workspaceId: string): Promise<number> {
  const [{ rows }] = await connection.read([selectWatermark(workspaceId)])
  return Number(rows[0]?.['seq'])
}
