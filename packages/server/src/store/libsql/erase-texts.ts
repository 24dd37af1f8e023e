import type { ReportTexts } from '@arena/core'
import type { ReportAddress } from '../store.ts'
import type { Connection } from './connection.ts'

const erased: ReportTexts = { erased: true }

/** Puts a mark in the place of the texts of reports, so that they can't come back; gives how many had some. */
export async function eraseTexts(connection: Connection, reports: readonly ReportAddress[]): Promise<number> {
  if (reports.length === 0) return 0
  const ids = reports.map(({ workspaceId, userId, reportId }) => [workspaceId, userId, reportId])
  const [{ rowsAffected }] = await connection.write([
    {
      sql: `UPDATE report_texts SET texts = :erased WHERE texts <> :erased AND
        (workspace_id, user_id, report_id) IN (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(:ids))`,
      args: { erased: JSON.stringify(erased), ids: JSON.stringify(ids) },
    },
  ])
  return rowsAffected
}
