import { emptyUserProgress } from '@arena/core'
import { and, asc, gte, lte, or, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { columnsToAgentProgress, columnsToUserProgress } from '../progress-columns.ts'
import { type Reader, readQueries, selectRows } from '../query.ts'
import { rowsIn } from '../rows-in.ts'
import { userAchievements } from '../schema/achievement.ts'
import { agentAliases, agentStats, agents } from '../schema/agent.ts'
import { teamMembers } from '../schema/team.ts'
import { users } from '../schema/user.ts'
import { userDays, userProgress } from '../schema/user-progress.ts'
import type { DayRange, UserState } from './commit-state.ts'

/** A user that a commit touches, and the agent, by the key of a name that it reports under. */
export interface TouchedAgent {
  readonly workspaceId: string
  readonly userId: string
  readonly agentKey: string | null
}

/** Loads users, each with those of his agents that are touched and the runs that touch the days, in one round. */
export async function loadUsers(
  reader: Reader,
  touched: readonly TouchedAgent[],
  days: DayRange | null,
): Promise<readonly (readonly [workspaceId: string, UserState])[]> {
  if (touched.length === 0) return []
  const userIds = distinct(touched.map(({ workspaceId, userId }) => [workspaceId, userId]))
  const agentIds = distinct(
    touched.flatMap(({ workspaceId, userId, agentKey }) =>
      agentKey === null ? [] : [[workspaceId, userId, agentKey]],
    ),
  )

  const isAlias = rowsIn([agentAliases.workspaceId, agentAliases.userId, agentAliases.aliasKey], agentIds)
  const isAgent = (columns: readonly SQLiteColumn[]) =>
    or(
      rowsIn(columns, agentIds),
      sql`(${sql.join([...columns], sql`, `)}) IN
        (SELECT workspace_id, user_id, agent_key FROM agent_aliases WHERE ${isAlias})`,
    )

  const [userRows, teamRows, progressRows, dayRows, unlockRows, aliasRows, agentRows, statsRows] =
    await readQueries(reader, [
      selectRows(users, { where: rowsIn([users.workspaceId, users.id], userIds) }),
      selectRows(teamMembers, { where: rowsIn([teamMembers.workspaceId, teamMembers.userId], userIds) }),
      selectRows(userProgress, { where: rowsIn([userProgress.workspaceId, userProgress.userId], userIds) }),
      selectRows(userDays, {
        where: days
          ? and(
              rowsIn([userDays.workspaceId, userDays.userId], userIds),
              gte(userDays.lastDay, days.first),
              lte(userDays.firstDay, days.last),
            )
          : sql`false`,
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

  return userRows.map((record) => {
    const isTheirs = (row: { readonly workspaceId: string; readonly userId: string }) =>
      row.workspaceId === record.workspaceId && row.userId === record.id
    const runs = dayRows.filter(isTheirs).map(({ firstDay, lastDay }) => ({ firstDay, lastDay }))
    const progress = progressRows.find(isTheirs)
    const nameByKey = new Map(agentRows.filter(isTheirs).map(({ key, name }) => [key, name]))
    const agentStates = statsRows.filter(isTheirs).map((row) => {
      const { agentKey, firstAtInMs, lastAtInMs } = row
      const name = nameByKey.get(agentKey) ?? agentKey
      return [agentKey, { name, progress: columnsToAgentProgress(row), firstAtInMs, lastAtInMs }] as const
    })
    const user: UserState = {
      record,
      teamId: teamRows.find(isTheirs)?.teamId ?? null,
      keyByAlias: new Map(aliasRows.filter(isTheirs).map((alias) => [alias.aliasKey, alias.agentKey])),
      agentByKey: new Map(agentStates),
      storedKeys: new Set(nameByKey.keys()),
      knownKeys: new Set(touched.filter(isTheirs).flatMap(({ agentKey }) => agentKey ?? [])),
      knownDays: days,
      loadedDays: runs,
      days: runs,
      progress: progress ? columnsToUserProgress(progress) : emptyUserProgress,
      unlocked: new Set(unlockRows.filter(isTheirs).map(({ achievementId }) => achievementId)),
    }
    return [record.workspaceId, user] as const
  })
}

function distinct(tuples: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(tuples.map((tuple) => [JSON.stringify(tuple), tuple])).values()]
}
