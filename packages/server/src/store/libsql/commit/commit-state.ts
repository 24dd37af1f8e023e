import type {
  Achievement,
  AgentProgress,
  DayRun,
  LedgerRow,
  ReportTexts,
  Rules,
  UserProgress,
} from '@arena/core'
import type { Commit, ReportAddress } from '../../store.ts'
import type { users } from '../schema/user.ts'
import type { workspaces } from '../schema/workspace.ts'

/** What a group of commits can touch, as loaded and then folded on. */
export interface CommitState {
  readonly workspaceById: ReadonlyMap<string, WorkspaceState>
  readonly known: KnownReports
}

/** Reports that were committed before, by `reportAddress`. */
export interface KnownReports {
  /** Its own row, then what refers to it: what it unlocked, and its corrections. */
  readonly rowsByReport: Map<string, LedgerRow[]>
  /** Of those that are corrected. */
  readonly textsByReport: ReadonlyMap<string, ReportTexts>
}

export interface WorkspaceState {
  readonly record: typeof workspaces.$inferSelect
  readonly userById: Map<string, UserState>
  /** Names that are in the database for sure. */
  readonly knownProjects: Set<string>
  /** Of the last row folded. */
  lastSeq: number
  /** Of the last row that is in the database or on its way there. */
  writtenSeq: number
}

export interface UserState {
  readonly record: typeof users.$inferSelect
  /** The team that gets the credit. */
  readonly teamId: string | null
  /** The agents' own keys, by the keys of the further names they report under. */
  readonly keyByAlias: Map<string, string>
  readonly agentByKey: Map<string, AgentState>
  /** The keys that were looked up, whether there are such agents or not. */
  readonly knownKeys: Set<string>
  /** All runs that touch these days were loaded. */
  readonly knownDays: DayRange | null
  /** Those of `agentByKey` that are in the database for sure, by their keys. */
  readonly storedKeys: Set<string>
  /** As the database has them. */
  loadedDays: readonly DayRun[]
  progress: UserProgress
  days: readonly DayRun[]
  unlocked: ReadonlySet<string>
}

/** Numbers of days, both included. */
export interface DayRange {
  readonly first: number
  readonly last: number
}

export interface AgentState {
  readonly name: string
  progress: AgentProgress
  firstAtInMs: number
  lastAtInMs: number
}

export interface FoldContext {
  readonly rules: Rules
  readonly catalog: readonly Achievement[]
}

/** One commit and the state it changes. */
export interface FoldStep<T extends Commit> {
  readonly workspace: WorkspaceState
  readonly user: UserState
  readonly commit: T
  readonly context: FoldContext
}

/** Names a report across all workspaces. */
export function reportAddress({ workspaceId, userId, reportId }: ReportAddress): string {
  return JSON.stringify([workspaceId, userId, reportId])
}
