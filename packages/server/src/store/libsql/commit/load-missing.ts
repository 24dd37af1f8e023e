import { agentKey, dayInMs } from '@arena/core'
import { inArray } from 'drizzle-orm'
import type { Commit, ReportCommit } from '../../store.ts'
import { type Reader, readQueries, selectRows } from '../query.ts'
import { workspaces } from '../schema/workspace.ts'
import type { DayRange, KnownReports, WorkspaceState } from './commit-state.ts'
import { loadUsers, type TouchedAgent } from './load-users.ts'

type Workspaces = Map<string, WorkspaceState>

/** What a group of commits can touch. */
export interface Touched {
  readonly agents: readonly TouchedAgent[]
  /** Of the reports; null when there are none. */
  readonly days: DayRange | null
}

export function touchedBy(commits: readonly Commit[]): Touched {
  return {
    agents: commits.map((commit) => ({
      workspaceId: commit.workspaceId,
      userId: commit.userId,
      agentKey: commit.kind === 'report' ? agentKey(commit.report.agent) : null,
    })),
    days: daysTouched(commits.filter((commit) => commit.kind === 'report')),
  }
}

/** Adds the agents of reports committed before. */
export function withReports({ agents, days }: Touched, { rowsByReport }: KnownReports): Touched {
  return { agents: [...agents, ...[...rowsByReport.values()].flatMap(([row]) => row ?? [])], days }
}

/** Whether nothing would have to be loaded. */
export function isHeld(workspaceById: Workspaces, { agents, days }: Touched): boolean {
  return agents.every((agent) => holds(workspaceById, agent, days))
}

/** Loads all that is touched and not there yet into the workspaces. */
export async function loadMissing(
  reader: Reader,
  workspaceById: Workspaces,
  { agents, days }: Touched,
): Promise<void> {
  const ids = new Set(agents.map(({ workspaceId }) => workspaceId))
  await loadWorkspaces(
    reader,
    workspaceById,
    [...ids].filter((id) => !workspaceById.has(id)),
  )
  for (const { workspaceId, userId } of agents) {
    const userById = workspaceById.get(workspaceId)?.userById
    if (!covers(userById?.get(userId)?.knownDays, days)) userById?.delete(userId)
  }
  const missing = agents.filter((agent) => !holds(workspaceById, agent, days))
  for (const [workspaceId, user] of await loadUsers(reader, missing, days)) {
    const userById = workspaceById.get(workspaceId)?.userById
    const before = userById?.get(user.record.id)
    if (!before) {
      userById?.set(user.record.id, user)
      continue
    }
    for (const key of user.knownKeys) before.knownKeys.add(key)
    for (const [alias, key] of user.keyByAlias) before.keyByAlias.set(alias, key)
    for (const [key, agent] of user.agentByKey) before.agentByKey.set(key, agent)
    for (const key of user.storedKeys) before.storedKeys.add(key)
  }
}

async function loadWorkspaces(
  reader: Reader,
  workspaceById: Workspaces,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  const [records] = await readQueries(reader, [
    selectRows(workspaces, { where: inArray(workspaces.id, ids) }),
  ])
  for (const record of records) {
    const { id, lastSeq } = record
    const state = {
      record,
      userById: new Map(),
      knownProjects: new Set<string>(),
      lastSeq,
      writtenSeq: lastSeq,
    }
    workspaceById.set(id, state)
  }
}

function holds(
  workspaceById: Workspaces,
  { workspaceId, userId, agentKey }: TouchedAgent,
  days: DayRange | null,
): boolean {
  const user = workspaceById.get(workspaceId)?.userById.get(userId)
  return !!user && covers(user.knownDays, days) && (agentKey === null || user.knownKeys.has(agentKey))
}

/** The days that a run can touch which one of the reports can change, in whichever zone it is counted. */
function daysTouched(reports: readonly ReportCommit[]): DayRange | null {
  if (reports.length === 0) return null
  const days = reports.map(({ report }) => Math.floor(Date.parse(report.occurredAt) / dayInMs))
  return {
    first: days.reduce((a, b) => Math.min(a, b)) - 2,
    last: days.reduce((a, b) => Math.max(a, b)) + 2,
  }
}

function covers(known: DayRange | null | undefined, asked: DayRange | null): boolean {
  return asked === null || (!!known && known.first <= asked.first && known.last >= asked.last)
}
