import type { ReportTexts } from '@arena/core'
import type { ReportAddress } from '../../store.ts'
import type { Connection } from '../connection.ts'
import { readQueries, selectRows } from '../query.ts'
import { rowsIn } from '../rows-in.ts'
import { reportTexts } from '../schema/report-text.ts'
import { reportAddress } from './commit-state.ts'

/** The free texts of reports, by `reportAddress`. */
export async function findTexts(
  connection: Connection,
  reports: readonly ReportAddress[],
): Promise<ReadonlyMap<string, ReportTexts>> {
  if (reports.length === 0) return new Map()
  const ids = reports.map(({ workspaceId, userId, reportId }) => [workspaceId, userId, reportId])
  const [rows] = await readQueries(connection, [
    selectRows(reportTexts, {
      where: rowsIn([reportTexts.workspaceId, reportTexts.userId, reportTexts.reportId], ids),
    }),
  ])
  return new Map(rows.map((row) => [reportAddress(row), row.texts]))
}
