import type { LedgerRow } from '@arena/core'
import { and, asc, eq, gt, isNotNull, lte, type SQL, sql } from 'drizzle-orm'
import type { LedgerSlice, ReportAddress } from '../../store.ts'
import type { Connection } from '../connection.ts'
import { readQueries, selectRows } from '../query.ts'
import { xpEvents } from '../schema/xp-event.ts'

/** Rows of a workspace, or of one of its users, teams or projects, in order of `seq`. */
export async function readLedger(
  connection: Connection,
  { workspaceId, afterSeq, untilSeq, userId, teamId, project, isProfileVisible, limit }: LedgerSlice,
): Promise<LedgerRow[]> {
  const [rows] = await readQueries(connection, [
    selectRows(xpEvents, {
      where: and(
        eq(xpEvents.workspaceId, workspaceId),
        userId === undefined ? undefined : eq(xpEvents.userId, userId),
        teamId === undefined ? undefined : eq(xpEvents.teamId, teamId),
        project === undefined ? undefined : eq(xpEvents.project, project),
        isProfileVisible
          ? sql`${xpEvents.userId} NOT IN (SELECT id FROM users
              WHERE workspace_id = ${workspaceId} AND is_profile_visible = 0)`
          : undefined,
        gt(xpEvents.seq, afterSeq),
        untilSeq === undefined ? undefined : lte(xpEvents.seq, untilSeq),
      ),
      orderBy: [asc(xpEvents.seq)],
      limit,
    }),
  ])
  return rows
}

/** The row of a report, its corrections, and what all of them unlocked, in order of `seq`. */
export async function readReport(
  connection: Connection,
  { workspaceId, userId, reportId }: ReportAddress,
): Promise<LedgerRow[]> {
  const isReport = and(
    eq(xpEvents.workspaceId, workspaceId),
    eq(xpEvents.userId, userId),
    eq(xpEvents.reportId, reportId),
  )
  const ofReport = sql`SELECT workspace_id, seq FROM xp_events WHERE ${isReport}`
  const ofCorrections = sql`SELECT correction.workspace_id, correction.seq FROM xp_events
    JOIN xp_events AS correction ON correction.workspace_id = xp_events.workspace_id
      AND correction.ref_seq = xp_events.seq AND correction.ref_seq IS NOT NULL AND correction.kind = 'correction'
    WHERE ${isReport}`
  const referringTo = (rows: SQL) =>
    selectRows(xpEvents, {
      where: and(
        isNotNull(xpEvents.refSeq), // without it the index of references is not considered
        sql`(${xpEvents.workspaceId}, ${xpEvents.refSeq}) IN (${rows})`,
      ),
    })
  const found = await readQueries(connection, [
    selectRows(xpEvents, { where: isReport }),
    referringTo(ofReport),
    referringTo(ofCorrections),
  ])
  return found.flat().sort((a, b) => a.seq - b.seq)
}
