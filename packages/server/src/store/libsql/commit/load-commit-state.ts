import { agentKey, dayInMs } from '@arena/core'
import { inArray } from 'drizzle-orm'
import type { Commit, ReportCommit } from '../../store.ts'
import type { Connection } from '../connection.ts'
import { readQueries, selectRows } from '../query.ts'
import { workspaces } from '../schema/workspace.ts'
import type { CommitState, DayRange, KnownReports } from './commit-state.ts'
import type { HeldState } from './held-state.ts'
import { loadUsers, type Touched } from './load-users.ts'

interface LoadOptions {
  /** Reports committed before. */
  readonly known: KnownReports
  readonly held: HeldState
}

/** Loads all that the commits can touch and that is not held from commits before. */
export async function loadCommitState(
  connection: Connection,
  commits: readonly Commit[],
  { known, held }: LoadOptions,
): Promise<CommitState> {
  const ids = [...new Set(commits.map(({ workspaceId }) => workspaceId))]
  const [records] = await readQueries(connection, [
    selectRows(workspaces, { where: inArray(workspaces.id, ids) }),
  ])
  const workspaceById: CommitState['workspaceById'] = new Map(
    records.map((record) => {
      const { id, lastSeq } = record
      return [id, { record, ...held.take(id, lastSeq), lastSeq }]
    }),
  )
  const reports = commits.filter((commit) => commit.kind === 'report')
  const days = daysTouched(reports)
  for (const { workspaceId, userId } of reports) {
    const userById = workspaceById.get(workspaceId)?.userById
    if (!covers(userById?.get(userId)?.knownDays, days)) userById?.delete(userId)
  }
  const missing = touchedBy(commits, known).filter(({ workspaceId, userId, agentKey }) => {
    const user = workspaceById.get(workspaceId)?.userById.get(userId)
    return !user || (agentKey !== null && !user.knownKeys.has(agentKey))
  })
  for (const [workspaceId, user] of await loadUsers(connection, missing, days)) {
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
  return { workspaceById, known }
}

function touchedBy(commits: readonly Commit[], { rowsByReport }: KnownReports): Touched[] {
  return [
    ...commits.map((commit) => {
      const { workspaceId, userId } = commit
      return {
        workspaceId,
        userId,
        agentKey: commit.kind === 'report' ? agentKey(commit.report.agent) : null,
      }
    }),
    ...[...rowsByReport.values()].flatMap(([row]) => row ?? []),
  ]
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
