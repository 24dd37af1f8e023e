import { emptyUserProgress, type UserProgress } from '@arena/core'
import { and, asc, eq } from 'drizzle-orm'
import type { AgentRecord, UserId, UserProjections } from '../../store.ts'
import type { Connection } from '../connection.ts'
import { columnsToAgentProgress, columnsToUserProgress } from '../progress-columns.ts'
import { readQueries, selectRows } from '../query.ts'
import { userAchievements } from '../schema/achievement.ts'
import { agentAliases, agentStats, agents } from '../schema/agent.ts'
import { users } from '../schema/user.ts'
import { userDays, userProgress } from '../schema/user-progress.ts'
import { workspaces } from '../schema/workspace.ts'
import { rowToWorkspace } from './read-workspaces.ts'

/** All that the commit keeps current for a user, at one `lastSeq`; null for an unknown user. */
export async function readProjections(
  connection: Connection,
  { workspaceId, userId }: UserId,
): Promise<UserProjections | null> {
  const [[workspace], [user], [progress], days, unlocked, ...agentRows] = await readQueries(connection, [
    selectRows(workspaces, { where: eq(workspaces.id, workspaceId) }),
    selectRows(users, { where: and(eq(users.workspaceId, workspaceId), eq(users.id, userId)) }),
    selectRows(userProgress, {
      where: and(eq(userProgress.workspaceId, workspaceId), eq(userProgress.userId, userId)),
    }),
    selectRows(userDays, {
      where: and(eq(userDays.workspaceId, workspaceId), eq(userDays.userId, userId)),
      orderBy: [asc(userDays.firstDay)],
    }),
    selectRows(userAchievements, {
      where: and(eq(userAchievements.workspaceId, workspaceId), eq(userAchievements.userId, userId)),
      orderBy: [asc(userAchievements.seq)],
    }),
    ...agentQueries({ workspaceId, userId }),
  ])
  if (!workspace || !user) return null
  const known: UserProgress = progress ? columnsToUserProgress(progress) : emptyUserProgress
  return {
    workspace: rowToWorkspace(workspace),
    user: { id: user.id, name: user.name, zone: user.zone },
    progress: known,
    days: days.map(({ firstDay, lastDay }) => ({ firstDay, lastDay })),
    unlocked: unlocked.map(({ achievementId, unlockedAtInMs, xp }) => ({
      achievementId,
      unlockedAtInMs,
      xp,
    })),
    agents: rowsToAgents(...agentRows),
  }
}

/** The agents of a user in order of their keys. */
export async function readAgents(connection: Connection, id: UserId): Promise<AgentRecord[]> {
  return rowsToAgents(...(await readQueries(connection, agentQueries(id))))
}

function agentQueries({ workspaceId, userId }: UserId) {
  return [
    selectRows(agents, { where: and(eq(agents.workspaceId, workspaceId), eq(agents.userId, userId)) }),
    selectRows(agentStats, {
      where: and(eq(agentStats.workspaceId, workspaceId), eq(agentStats.userId, userId)),
      orderBy: [asc(agentStats.agentKey)],
    }),
    selectRows(agentAliases, {
      where: and(eq(agentAliases.workspaceId, workspaceId), eq(agentAliases.userId, userId)),
    }),
  ] as const
}

function rowsToAgents(
  described: readonly (typeof agents.$inferSelect)[],
  stats: readonly (typeof agentStats.$inferSelect)[],
  aliases: readonly (typeof agentAliases.$inferSelect)[],
): AgentRecord[] {
  const agentByKey = new Map(described.map((agent) => [agent.key, agent]))
  return stats.map((row) => {
    const {
      name = row.agentKey,
      displayName = null,
      category = null,
      specialties = [],
    } = agentByKey.get(row.agentKey) ?? {}
    return {
      ...{ key: row.agentKey, name, displayName, category, specialties },
      aliases: aliases.filter(({ agentKey }) => agentKey === row.agentKey).map(({ aliasKey }) => aliasKey),
      progress: columnsToAgentProgress(row),
      firstAtInMs: row.firstAtInMs,
      lastAtInMs: row.lastAtInMs,
    }
  })
}
