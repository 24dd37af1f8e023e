import { createFaultList } from '../../fault-list.ts'
import type { Connection } from '../connection.ts'
import { readLedger } from '../read/read-ledger.ts'
import { readWatermark } from './advance-projections.ts'
import { type BoardTallies, tallyBoards } from './tally-boards.ts'
import { type CellTallies, tallyCells } from './tally-cells.ts'
import { boardVerification, expectedBoards } from './verify-boards.ts'
import { cellVerification } from './verify-cells.ts'
import { verifyTable } from './verify-table.ts'

const rowsInChunk = 200 // reports wait while one is read

/** Tallies the ledger afresh in memory and names what boards and cells hold otherwise; works while rows come in. */
export async function verifyProjections(
  connection: Connection,
  workspaceId: string,
): Promise<readonly string[]> {
  const faults = createFaultList()
  const boards: BoardTallies = new Map()
  const cells: CellTallies = new Map()
  let seq = 0

  async function advanceTo(watermark: number): Promise<boolean> {
    if (watermark < seq) {
      faults.add('boards and roll-ups were made afresh during the check; check again')
      return false
    }
    while (seq < watermark) {
      const rows = await readLedger(connection, {
        workspaceId,
        afterSeq: seq,
        untilSeq: watermark,
        limit: rowsInChunk,
      })
      for (const row of rows) {
        tallyBoards(boards, row)
        tallyCells(cells, row)
        seq = row.seq
      }
      if (rows.length === 0) {
        faults.add(`boards and roll-ups claim to count row ${watermark}, but the ledger ends at ${seq}`)
        return false
      }
    }
    return true
  }

  const context = { connection, workspaceId, advanceTo, faults }
  const expected = expectedBoards(boards, () => seq)
  if (
    (await advanceTo(await readWatermark(connection, workspaceId))) &&
    (await verifyTable(boardVerification, { ...context, expected }))
  ) {
    await verifyTable(cellVerification, { ...context, expected: cells })
  }
  return faults.toLines()
}
