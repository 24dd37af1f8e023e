import type { LedgerRow } from '@arena/core'
import type { InStatement } from '@libsql/client'
import { encodeRows, writeEncoded, writeRows } from '../bulk-write.ts'
import { achievements, userAchievements } from '../schema/achievement.ts'
import { agentStats, agents } from '../schema/agent.ts'
import { projects } from '../schema/project.ts'
import { reportTexts } from '../schema/report-text.ts'
import { userDays, userProgress } from '../schema/user-progress.ts'
import { xpEvents } from '../schema/xp-event.ts'
import { collectChanges } from './collect-changes.ts'
import type { WorkspaceState } from './commit-state.ts'
import type { Folded } from './create-fold.ts'

export interface Change {
  /** For one batch; parents come before what refers to them. */
  readonly statements: readonly InStatement[]
  /** The rows of the ledger among it, encoded. */
  readonly ledgerRows: string
}

/** All that has changed. */
export function changesToStatements(workspaces: Iterable<WorkspaceState>, { rows, texts }: Folded): Change {
  const changes = [...workspaces]
    .filter(({ lastSeq, writtenSeq }) => lastSeq > writtenSeq)
    .map((workspace) => collectChanges(workspace, rows))
  const unlocks = rows.flatMap(unlockOf)
  const ledgerRows = encodeRows(xpEvents, rows)
  const statements = [
    ...changes.map(({ workspace }) => advanceSeq(workspace)),
    ...writeRows(
      projects,
      changes.flatMap((change) => change.projects),
      'keep',
    ),
    ...writeRows(
      agents,
      changes.flatMap((change) => change.agents),
      'keep',
    ),
    ...writeRows(
      achievements,
      unlocks.map(({ workspaceId, achievementId, unlockedAtInMs }) => ({
        workspaceId,
        id: achievementId,
        firstSeenAtInMs: unlockedAtInMs,
      })),
      'keep',
    ),
    ...(rows.length > 0 ? [writeEncoded(xpEvents, ledgerRows)] : []),
    ...writeRows(reportTexts, texts, 'replace'),
    ...writeRows(
      agentStats,
      changes.flatMap((change) => change.stats),
      'replace',
    ),
    ...writeRows(
      userProgress,
      changes.flatMap((change) => change.progress),
      'replace',
    ),
    ...deleteDays(changes.flatMap((change) => change.goneDays)),
    ...writeRows(
      userDays,
      changes.flatMap((change) => change.days),
      'replace',
    ),
    ...writeRows(userAchievements, unlocks),
  ]
  return { statements, ledgerRows }
}

/** Fails by NOT NULL, and with it the whole batch, when another writer was there since the state was loaded. */
function advanceSeq({ record, lastSeq, writtenSeq }: WorkspaceState): InStatement {
  return {
    sql: 'UPDATE workspaces SET last_seq = iif(last_seq = ?, ?, NULL) WHERE id = ?',
    args: [writtenSeq, lastSeq, record.id],
  }
}

function deleteDays(
  runs: readonly { workspaceId: string; userId: string; firstDay: number }[],
): InStatement[] {
  if (runs.length === 0) return []
  const keys = runs.map(({ workspaceId, userId, firstDay }) => [workspaceId, userId, firstDay])
  const sql = `DELETE FROM user_days WHERE (workspace_id, user_id, first_day) IN
    (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?))`
  return [{ sql, args: [JSON.stringify(keys)] }]
}

function unlockOf(row: LedgerRow) {
  const { workspaceId, userId, achievementId, seq, xp } = row
  return achievementId === null
    ? []
    : [{ workspaceId, userId, achievementId, seq, xp, unlockedAtInMs: row.occurredAtInMs }]
}
