import type { UserId } from '../../store.ts'
import type { Connection } from '../connection.ts'

/** Ids of a user's reports that have texts, or had some, after one of them. */
export async function listReportsWithTexts(
  connection: Connection,
  { workspaceId, userId }: UserId,
  { afterReportId, limit }: { readonly afterReportId: string; readonly limit: number },
): Promise<readonly string[]> {
  const [{ rows }] = await connection.read([
    {
      sql: `SELECT report_id FROM report_texts
        WHERE workspace_id = ? AND user_id = ? AND report_id > ? ORDER BY report_id LIMIT ?`,
      args: [workspaceId, userId, afterReportId, limit],
    },
  ])
  return rows.map((row) => String(row['report_id']))
}
