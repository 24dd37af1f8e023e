import type { InStatement } from '@libsql/client'

const projection = 'boards-and-rollups'

/** True in SQL while the watermark of `:workspaceId` is at `:fromSeq`, so that no row is ever counted twice. */
export const isAtWatermark = `coalesce((
  SELECT seq FROM projection_watermarks WHERE workspace_id = :workspaceId AND projection = '${projection}'
), 0) = :fromSeq`

/** Gives one row with `seq`, 0 before the first advance. */
export function selectWatermark(workspaceId: string): Exclude<InStatement, string> {
  return {
    sql: `SELECT coalesce(max(seq), 0) AS seq FROM projection_watermarks
      WHERE workspace_id = :workspaceId AND projection = '${projection}'`,
    args: { workspaceId },
  }
}

export function moveWatermark(args: {
  readonly workspaceId: string
  readonly fromSeq: number
  readonly toSeq: number
}): InStatement {
  return {
    sql: `INSERT INTO projection_watermarks (workspace_id, projection, seq)
      SELECT :workspaceId, '${projection}', :toSeq WHERE ${isAtWatermark}
      ON CONFLICT (workspace_id, projection) DO UPDATE SET seq = excluded.seq`,
    args: { ...args },
  }
}

export function deleteWatermark(workspaceId: string): InStatement {
  return {
    sql: `DELETE FROM projection_watermarks WHERE workspace_id = :workspaceId AND projection = '${projection}'`,
    args: { workspaceId },
  }
}
