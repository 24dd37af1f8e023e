import type { ReportTexts } from '@arena/core'
import type { ReportAddress } from '../../store.ts'
import { type Reader, readQueries, selectRows } from '../query.ts'
import { rowsIn } from '../rows-in.ts'
import { reportTexts } from '../schema/report-text.ts'
import { reportAddress } from './commit-state.ts'

/** The free texts of reports, by `reportAddress`. */
export async function findTexts(
  reader: Reader,
  reports: readonly ReportAddress[],
): Promise<ReadonlyMap<string, ReportTexts>> {
  if (reports.length === 0) return new Map()
  const ids = reports.map(({ workspaceId, userId, reportId }) => [workspaceId, userId, reportId])
  const [rows] = await readQueries(reader, [
    selectRows(reportTexts, {
      where: rowsIn([reportTexts.workspaceId, reportTexts.userId, reportTexts.reportId], ids),
    }),
  ])
  return new Map(rows.map((row) => [reportAddress(row), row.texts]))
}
