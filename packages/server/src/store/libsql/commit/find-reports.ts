import type { LedgerRow } from '@arena/core'
import { and, asc, isNotNull, sql } from 'drizzle-orm'
import type { ReportAddress } from '../../store.ts'
import { type Reader, readQueries, selectRows } from '../query.ts'
import { rowsIn } from '../rows-in.ts'
import { xpEvents } from '../schema/xp-event.ts'
import { type KnownReports, reportAddress } from './commit-state.ts'

/** The rows of those reports that were committed before, each with the rows that refer to it. */
export async function findReports(
  reader: Reader,
  addresses: readonly ReportAddress[],
): Promise<KnownReports['rowsByReport']> {
  if (addresses.length === 0) return new Map()
  const ids = addresses.map(({ workspaceId, userId, reportId }) => [workspaceId, userId, reportId])
  const isReported = rowsIn([xpEvents.workspaceId, xpEvents.userId, xpEvents.reportId], ids)
  const [reports, referring] = await readQueries(reader, [
    selectRows(xpEvents, { where: isReported }),
    selectRows(xpEvents, {
      where: and(
        isNotNull(xpEvents.refSeq), // without it the index of references is not considered
        sql`(${xpEvents.workspaceId}, ${xpEvents.refSeq}) IN
          (SELECT workspace_id, seq FROM xp_events WHERE ${isReported})`,
      ),
      orderBy: [asc(xpEvents.seq)],
    }),
  ])
  return groupByReport(reports, referring)
}

function groupByReport(
  reports: readonly LedgerRow[],
  referring: readonly LedgerRow[],
): Map<string, LedgerRow[]> {
  return new Map(
    reports.map((row) => [
      reportAddress({ ...row, reportId: row.reportId ?? '' }),
      [
        row,
        ...referring.filter(
          ({ workspaceId, refSeq }) => workspaceId === row.workspaceId && refSeq === row.seq,
        ),
      ],
    ]),
  )
}
