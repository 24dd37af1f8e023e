import type { DayRun, LedgerRow } from '@arena/core'
import { progressToColumns } from '../progress-columns.ts'
import type { UserState, WorkspaceState } from './commit-state.ts'

/** What has changed in a workspace besides its ledger, as rows of its tables. */
export function collectChanges(workspace: WorkspaceState, allRows: readonly LedgerRow[]) {
  const workspaceId = workspace.record.id
  const rows = allRows.filter((row) => row.workspaceId === workspaceId)
  const touchedUsers = [...new Set(rows.map(({ userId }) => userId))].flatMap((userId) => {
    const user = workspace.userById.get(userId)
    return user ? [{ userId, user }] : []
  })
  const touchedAgents = touchedUsers.flatMap(({ userId, user }) =>
    keysTouched(rows, userId).flatMap((agentKey) => {
      const agent = user.agentByKey.get(agentKey)
      return agent ? [{ userId, agentKey, agent, isStored: user.storedKeys.has(agentKey) }] : []
    }),
  )
  const namedProjects = new Map(
    rows.flatMap(({ project, receivedAtInMs }) => (project === null ? [] : [[project, receivedAtInMs]])),
  )
  const inWorkspace = (userId: string) => (run: DayRun) => ({ workspaceId, userId, ...run })
  return {
    workspace,
    projects: [...namedProjects]
      .filter(([name]) => !workspace.knownProjects.has(name))
      .map(([name, createdAtInMs]) => ({ workspaceId, name, nameKey: name.toLowerCase(), createdAtInMs })),
    agents: touchedAgents
      .filter(({ isStored }) => !isStored)
      .map(({ userId, agentKey, agent }) => ({ workspaceId, userId, key: agentKey, name: agent.name })),
    stats: touchedAgents.map(({ userId, agentKey, agent: { progress, firstAtInMs, lastAtInMs } }) => ({
      workspaceId,
      userId,
      agentKey,
      ...progressToColumns(progress),
      firstAtInMs,
      lastAtInMs,
    })),
    progress: touchedUsers.map(({ userId, user }) => ({
      workspaceId,
      userId,
      ...progressToColumns(user.progress),
    })),
    goneDays: touchedUsers.flatMap(({ userId, user }) => goneRuns(user).map(inWorkspace(userId))),
    days: touchedUsers.flatMap(({ userId, user }) => newRuns(user).map(inWorkspace(userId))),
  }
}

function keysTouched(rows: readonly LedgerRow[], userId: string): string[] {
  const keys = rows.flatMap((row) => (row.userId === userId && row.agentKey !== null ? [row.agentKey] : []))
  return [...new Set(keys)]
}

function goneRuns({ loadedDays, days }: UserState): DayRun[] {
  return loadedDays.filter((loaded) => !days.some(({ firstDay }) => firstDay === loaded.firstDay))
}

function newRuns({ loadedDays, days }: UserState): DayRun[] {
  return days.filter(
    (run) =>
      !loadedDays.some(({ firstDay, lastDay }) => firstDay === run.firstDay && lastDay === run.lastDay),
  )
}
