import { agentKey, dayInMs, emptyUserProgress } from '@arena/core'
import { and, asc, gte, inArray, lte, or, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Commit, ReportCommit } from '../../store.ts'
import type { Connection } from '../connection.ts'
import { columnsToAgentProgress, columnsToUserProgress } from '../progress-columns.ts'
import { readQueries, selectRows } from '../query.ts'
import { rowsIn } from '../rows-in.ts'
import { userAchievements } from '../schema/achievement.ts'
import { agentAliases, agentStats, agents } from '../schema/agent.ts'
import { teamMembers } from '../schema/team.ts'
import { users } from '../schema/user.ts'
import { userDays, userProgress } from '../schema/user-progress.ts'
import { workspaces } from '../schema/workspace.ts'
import type { CommitState, KnownReports, UserState } from './commit-state.ts'

/** Loads in one round all that the commits can touch; reports committed before come from the caller. */
export async function loadCommitState(
  connection: Connection,
  commits: readonly Commit[],
  known: KnownReports,
): Promise<CommitState> {
  const reports = commits.filter((commit): commit is ReportCommit => commit.kind === 'report')
  const userIds = commits.map(({ workspaceId, userId }) => [workspaceId, userId])
  const agentIds = [
    ...reports.map(({ workspaceId, userId, report }) => [workspaceId, userId, agentKey(report.agent)]),
    ...Array.from(known.rowsByReport.values(), ([row]) =>
      row ? [row.workspaceId, row.userId, row.agentKey ?? ''] : [],
    ),
  ]

  const isAlias = rowsIn([agentAliases.workspaceId, agentAliases.userId, agentAliases.aliasKey], agentIds)
  const isAgent = (columns: readonly SQLiteColumn[]) =>
    or(
      rowsIn(columns, agentIds),
      sql`(${sql.join([...columns], sql`, `)}) IN
        (SELECT workspace_id, user_id, agent_key FROM agent_aliases WHERE ${isAlias})`,
    )

  const [
    workspaceRows,
    userRows,
    teamRows,
    progressRows,
    dayRows,
    unlockRows,
    aliasRows,
    agentRows,
    statsRows,
  ] = await readQueries(connection, [
    selectRows(workspaces, { where: inArray(workspaces.id, [...new Set(userIds.map(([id = '']) => id))]) }),
    selectRows(users, { where: rowsIn([users.workspaceId, users.id], userIds) }),
    selectRows(teamMembers, { where: rowsIn([teamMembers.workspaceId, teamMembers.userId], userIds) }),
    selectRows(userProgress, { where: rowsIn([userProgress.workspaceId, userProgress.userId], userIds) }),
    selectRows(userDays, {
      where: and(
        rowsIn([userDays.workspaceId, userDays.userId], userIds),
        touchesDays(reports.map(({ report }) => Date.parse(report.occurredAt))),
      ),
      orderBy: [asc(userDays.firstDay)],
    }),
    selectRows(userAchievements, {
      where: rowsIn([userAchievements.workspaceId, userAchievements.userId], userIds),
    }),
    selectRows(agentAliases, { where: isAlias }),
    selectRows(agents, { where: isAgent([agents.workspaceId, agents.userId, agents.key]) }),
    selectRows(agentStats, {
      where: isAgent([agentStats.workspaceId, agentStats.userId, agentStats.agentKey]),
    }),
  ])

  const workspaceById: CommitState['workspaceById'] = new Map(
    workspaceRows.map((record) => [record.id, { record, userById: new Map(), lastSeq: record.lastSeq }]),
  )
  for (const record of userRows) {
    const isTheirs = (row: { workspaceId: string; userId: string }) =>
      row.workspaceId === record.workspaceId && row.userId === record.id
    const days = dayRows.filter(isTheirs).map(({ firstDay, lastDay }) => ({ firstDay, lastDay }))
    const progress = progressRows.find(isTheirs)
    const user: UserState = {
      record,
      teamId: teamRows.find(isTheirs)?.teamId ?? null,
      keyByAlias: new Map(aliasRows.filter(isTheirs).map((alias) => [alias.aliasKey, alias.agentKey])),
      agentByKey: new Map(),
      loadedDays: days,
      days,
      progress: progress ? columnsToUserProgress(progress) : emptyUserProgress,
      unlocked: new Set(unlockRows.filter(isTheirs).map(({ achievementId }) => achievementId)),
    }
    const nameByKey = new Map(agentRows.filter(isTheirs).map(({ key, name }) => [key, name]))
    for (const row of statsRows.filter(isTheirs)) {
      const { firstAtInMs, lastAtInMs } = row
      const name = nameByKey.get(row.agentKey) ?? row.agentKey
      user.agentByKey.set(row.agentKey, {
        name,
        progress: columnsToAgentProgress(row),
        firstAtInMs,
        lastAtInMs,
      })
    }
    workspaceById.get(record.workspaceId)?.userById.set(record.id, user)
  }
  return { workspaceById, known }
}

/** Runs that a day of these instants can touch, in whichever zone it is counted. */
function touchesDays(instantsInMs: readonly number[]) {
  if (instantsInMs.length === 0) return sql`false`
  const days = instantsInMs.map((instant) => Math.floor(instant / dayInMs))
  const first = days.reduce((a, b) => Math.min(a, b)) - 2
  const last = days.reduce((a, b) => Math.max(a, b)) + 2
  return and(gte(userDays.lastDay, first), lte(userDays.firstDay, last))
}
