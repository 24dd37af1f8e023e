import { advanceProjections, type ProjectionContext } from './advance-projections.ts'
import { deleteWatermark } from './watermark.ts'

const maxRowsInChunk = 100 // reports wait while one is written

/** Clears boards and cells of a workspace and replays the ledger onto them, in chunks. */
export async function rebuildProjections(context: ProjectionContext, workspaceId: string): Promise<void> {
  const args = { workspaceId }
  await context.connection.write([
    { sql: 'DELETE FROM boards WHERE workspace_id = :workspaceId', args },
    { sql: 'DELETE FROM board_series WHERE workspace_id = :workspaceId', args },
    { sql: 'DELETE FROM rollup_cells WHERE workspace_id = :workspaceId', args },
    deleteWatermark(workspaceId),
  ])
  context.boardCounts.drop(workspaceId)
  while (!(await advanceProjections(context, workspaceId, maxRowsInChunk)).isCurrent);
}
