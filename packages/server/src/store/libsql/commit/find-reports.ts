import type { LedgerRow } from '@arena/core'
import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Commit } from '../../store.ts'
import type { Connection } from '../connection.ts'
import { readQueries, selectRows } from '../query.ts'
import { rowsIn } from '../rows-in.ts'
import { xpEvents } from '../schema/xp-event.ts'
import { type CommitState, reportAddress } from './commit-state.ts'

/** The rows of those reports that were committed before, each with the rows of what it unlocked. */
export async function findReports(
  connection: Connection,
  commits: readonly Commit[],
): Promise<CommitState['rowsByReport']> {
  const ids = commits.flatMap((commit) =>
    commit.kind === 'report' ? [[commit.workspaceId, commit.userId, commit.report.id]] : [],
  )
  const isReported = rowsIn([xpEvents.workspaceId, xpEvents.userId, xpEvents.reportId], ids)
  const [reports, unlocks] = await readQueries(connection, [
    selectRows(xpEvents, { where: isReported }),
    selectRows(xpEvents, {
      where: and(
        eq(xpEvents.kind, 'achievement'),
        isNotNull(xpEvents.refSeq), // without it the index of references is not considered
        sql`(${xpEvents.workspaceId}, ${xpEvents.refSeq}) IN
          (SELECT workspace_id, seq FROM xp_events WHERE ${isReported})`,
      ),
      orderBy: [asc(xpEvents.seq)],
    }),
  ])
  return groupByReport(reports, unlocks)
}

function groupByReport(
  reports: readonly LedgerRow[],
  unlocks: readonly LedgerRow[],
): Map<string, LedgerRow[]> {
  return new Map(
    reports.map((row) => [
      reportAddress({ ...row, reportId: row.reportId ?? '' }),
      [
        row,
        ...unlocks.filter((unlock) => unlock.workspaceId === row.workspaceId && unlock.refSeq === row.seq),
      ],
    ]),
  )
}
