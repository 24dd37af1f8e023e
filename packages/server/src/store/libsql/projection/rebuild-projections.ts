import type { Connection } from '../connection.ts'
import { advanceProjections } from './advance-projections.ts'
import { deleteWatermark } from './watermark.ts'

const maxRowsInChunk = 100 // reports wait while one is written

/** Clears boards and cells of a workspace and replays the ledger onto them, in chunks. */
export async function rebuildProjections(connection: Connection, workspaceId: string): Promise<void> {
  await connection.write([
    { sql: 'DELETE FROM boards WHERE workspace_id = :workspaceId', args: { workspaceId } },
    { sql: 'DELETE FROM rollup_cells WHERE workspace_id = :workspaceId', args: { workspaceId } },
    deleteWatermark(workspaceId),
  ])
  while (!(await advanceProjections(connection, workspaceId, maxRowsInChunk)).isCurrent);
}
