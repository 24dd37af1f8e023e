import type { ProjectionState } from '../../store.ts'
import type { Connection } from '../connection.ts'
import { readLedger } from '../read/read-ledger.ts'
import { type BoardTallies, tallyBoards } from './tally-boards.ts'
import { type CellTallies, tallyCells } from './tally-cells.ts'
import { moveWatermark, selectWatermark } from './watermark.ts'
import { writeBoards } from './write-boards.ts'
import { writeCells } from './write-cells.ts'

/** Counts at most `maxRows` ledger rows after the watermark on boards and in cells, in one write. */
export async function advanceProjections(
  connection: Connection,
  workspaceId: string,
  maxRows: number,
): Promise<ProjectionState> {
  const fromSeq = await readWatermark(connection, workspaceId)
  const rows = await readLedger(connection, { workspaceId, afterSeq: fromSeq, limit: maxRows })
  const last = rows.at(-1)
  if (!last) return { watermark: fromSeq, isCurrent: maxRows > 0 }

  const boards: BoardTallies = new Map()
  const cells: CellTallies = new Map()
  for (const row of rows) {
    tallyBoards(boards, row)
    tallyCells(cells, row)
  }
  const context = { workspaceId, fromSeq }
  const results = await connection.write([
    ...writeBoards(boards.values(), context),
    ...writeCells(cells.values(), context),
    moveWatermark({ ...context, toSeq: last.seq }),
    selectWatermark(workspaceId),
  ])
  const watermark = Number(results.at(-1)?.rows[0]?.['seq'])
  return { watermark, isCurrent: watermark === last.seq && rows.length < maxRows }
}

/** The last row that boards and cells count. */
export async function readWatermark(connection: Connection, workspaceId: string): Promise<number> {
  const [{ rows }] = await connection.read([selectWatermark(workspaceId)])
  return Number(rows[0]?.['seq'])
}
