import type { LedgerRow } from '@arena/core'
import type { InStatement } from '@libsql/client'
import { writeRows } from '../bulk-write.ts'
import { achievements, userAchievements } from '../schema/achievement.ts'
import { agentStats, agents } from '../schema/agent.ts'
import { projects } from '../schema/project.ts'
import { reportTexts } from '../schema/report-text.ts'
import { userDays, userProgress } from '../schema/user-progress.ts'
import { xpEvents } from '../schema/xp-event.ts'
import { collectChanges } from './collect-changes.ts'
import type { CommitState, WorkspaceState } from './commit-state.ts'
import type { Folded } from './fold-commits.ts'

/** All that has changed, as statements for one batch; parents come before what refers to them. */
export function changesToStatements(state: CommitState, { rows, texts }: Folded): InStatement[] {
  const changes = [...state.workspaceById.values()]
    .filter(({ lastSeq, record }) => lastSeq > record.lastSeq)
    .map((workspace) => collectChanges(workspace, rows))
  const unlocks = rows.flatMap(unlockOf)
  return [
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
    ...writeRows(xpEvents, rows),
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
}

/** Fails by NOT NULL, and with it the whole batch, when another writer was there since the state was loaded. */
function advanceSeq({ record, lastSeq }: WorkspaceState): InStatement {
  return {
    sql: 'UPDATE workspaces SET last_seq = iif(last_seq = ?, ?, NULL) WHERE id = ?',
    args: [record.lastSeq, lastSeq, record.id],
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
