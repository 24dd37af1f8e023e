import type {
  AgentProgress,
  Amendment,
  CorrectedBy,
  CountedReport,
  DayRun,
  LedgerRow,
  Report,
  ReportTexts,
  UserProgress,
} from '@arena/core'
import type { BoardAddress, BoardPage, BoardRow, BoardSurroundings, BoardXp } from './board-row.ts'
import type { AgentDescription, Directory } from './directory.ts'
import type { HeldKey, KeyRecord } from './key-record.ts'

/** A validated report on its way into the ledger. */
export interface ReportCommit {
  readonly kind: 'report'
  readonly workspaceId: string
  readonly userId: string
  readonly keyId: string
  readonly receivedAtInMs: number
  readonly report: Report
  /** SHA-256 (hex) of the canonical JSON of the fields as stated. */
  readonly contentHash: string
}

/** Evaluates the catalog on a user's existing progress and unlocks quietly what it finds met. */
export interface GrantCommit {
  readonly kind: 'grant'
  readonly workspaceId: string
  readonly userId: string
  readonly receivedAtInMs: number
}

/** Late facts of a report, or that it is taken out. */
export interface CorrectionCommit extends UserId {
  readonly kind: 'correction'
  readonly reportId: string
  readonly keyId: string
  readonly by: CorrectedBy
  readonly receivedAtInMs: number
  /** Null takes the report out. */
  readonly amendment: Amendment | null
  readonly reason: string | null
}

export type Commit = ReportCommit | GrantCommit | CorrectionCommit

/** `rows`: the row of the report or correction first, then the rows of what it unlocked; a grant may have none. */
export type CommitOutcome =
  | { readonly status: 'committed' | 'duplicate'; readonly rows: readonly LedgerRow[] }
  /** The id was used before for other content. */
  | { readonly status: 'conflict' }
  | UnchangedOutcome
  | { readonly status: 'refused'; readonly reason: CorrectionRefusal }

/** A correction that found everything as it says. */
export interface UnchangedOutcome {
  readonly status: 'unchanged'
  /** Null when the report is taken out. */
  readonly counted: CountedReport | null
  readonly agentName: string
  readonly agentXp: number
  readonly userXp: number
}

/** `reviewed`: what a reviewer has corrected, only a reviewer takes out. */
export type CorrectionRefusal = 'no-report' | 'taken-out' | 'reviewed' | 'too-much-evidence'

export interface WorkspaceRecord {
  readonly id: string
  readonly name: string
  /** IANA time zone of boards and roll-ups. */
  readonly zone: string
  /** Changes when the ledger is not the continuation of what readers have seen. */
  readonly epoch: string
  readonly lastSeq: number
  readonly maxBasePoints: number
  readonly maxBonusPoints: number
}

export interface UserRecord {
  readonly id: string
  readonly name: string
  /** IANA time zone of streaks. */
  readonly zone: string
}

export interface AgentRecord extends AgentDescription {
  readonly key: string
  readonly progress: AgentProgress
  readonly firstAtInMs: number
  readonly lastAtInMs: number
}

export interface UserStanding {
  readonly workspace: WorkspaceRecord
  readonly user: UserRecord
  readonly progress: UserProgress
  readonly days: readonly DayRun[]
  readonly unlocked: readonly {
    readonly achievementId: string
    readonly unlockedAtInMs: number
    readonly xp: number
  }[]
}

/** What the commit keeps current, read together at one `lastSeq`, for verification. */
export interface UserProjections extends UserStanding {
  readonly agents: readonly AgentRecord[]
}

/** Port of the ledger and its projections. Every write of reports goes through `commit`, atomic per workspace. */
export interface Store extends Directory {
  commit(commits: readonly Commit[]): Promise<readonly CommitOutcome[]>
  /** Rows after `afterSeq` in order, of one user, team or project where given. `seq` up to `untilSeq` where given. */
  readLedger(slice: LedgerSlice): Promise<readonly LedgerRow[]>
  /** The row of a report, its corrections and all they unlocked, in order; empty when there is none. */
  readReport(id: ReportAddress): Promise<readonly LedgerRow[]>
  /** Null when the report has none. */
  readReportTexts(id: ReportAddress): Promise<ReportTexts | null>
  /** Ids of a user's reports that have texts, or had some, a page at a time in their order. */
  listReportsWithTexts(
    id: UserId,
    page: { readonly afterReportId: string; readonly limit: number },
  ): Promise<readonly string[]>
  /** Erases the texts of reports for good: later corrections of these reports add none. Gives how many had some. */
  eraseTexts(reports: readonly ReportAddress[]): Promise<number>
  /** Rids the files of what was erased: until then the journal may still hold it. */
  scrubFiles(): Promise<void>
  readWorkspaces(): Promise<readonly WorkspaceRecord[]>
  readStanding(id: UserId): Promise<UserStanding | null>
  readAgents(id: UserId): Promise<readonly AgentRecord[]>
  readBoard(address: BoardAddress, page: BoardPage): Promise<readonly BoardRow[]>
  /** Without rows when the subject is not on the board. */
  readBoardAround(
    address: BoardAddress,
    around: { readonly subjectId: string; readonly above: number; readonly below: number },
  ): Promise<BoardSurroundings>
  /** A page of all subjects that ever were on the board. */
  readBoardXp(
    address: BoardAddress,
    page: { readonly afterSubjectId: string; readonly limit: number },
  ): Promise<BoardXp>
  /** What a user's reports add up to by day, of one agent where given; only as current as the projections. */
  readDailyFigures(question: DailyQuestion): Promise<readonly DailyFigures[]>
  readProjections(id: UserId): Promise<UserProjections | null>
  /** Brings boards and roll-ups of a workspace up to `maxRows` further; `isCurrent` when nothing is left. */
  advanceProjections(workspaceId: string, maxRows: number): Promise<ProjectionState>
  /** Makes boards and roll-ups afresh from the ledger. */
  rebuildProjections(workspaceId: string): Promise<void>
  /**
   * Faults found in boards and roll-ups when they are made afresh beside the present ones; empty when equal.
   * Rejects with `store-unavailable` when the store is closed meanwhile, since that does not wait for it.
   */
  verifyProjections(workspaceId: string): Promise<readonly string[]>
  /** Creates the first workspace, its owner and nothing else, unless there is one; returns the owner. */
  ensureOwner(owner: FirstOwner): Promise<{ readonly isNew: boolean } & UserId>
  findKey(hash: string): Promise<HeldKey | null>
  listKeys(workspaceId: string): Promise<readonly KeyRecord[]>
  /** A copy of all workspaces as they are now, in a file of its own, which the caller removes. */
  backUp(): Promise<{ readonly path: string; readonly bytes: number }>
  close(): Promise<void>
}

export interface UserId {
  readonly workspaceId: string
  readonly userId: string
}

export interface ReportAddress extends UserId {
  readonly reportId: string
}

export interface LedgerSlice {
  readonly workspaceId: string
  readonly afterSeq: number
  readonly untilSeq?: number
  readonly userId?: string
  /** Only rows credited to the team. */
  readonly teamId?: string
  readonly project?: string
  /** Only rows of users whose profile other members may open. */
  readonly isProfileVisible?: true
  readonly limit: number
}

export interface DailyQuestion extends UserId {
  readonly agentKey?: string
  /** Calendar days in the workspace's time zone, both included. */
  readonly firstDay: number
  readonly lastDay: number
}

/** What a day's reports add up to. */
export interface DailyFigures {
  readonly day: number
  readonly successes: number
  readonly failures: number
  readonly cancelled: number
  readonly unknown: number
  readonly xp: number
  /** Of the successes: duration bucket and how many. */
  readonly durations: readonly (readonly [bucket: number, times: number])[]
}

export interface ProjectionState {
  readonly watermark: number
  readonly isCurrent: boolean
}

export interface FirstOwner {
  readonly workspaceId: string
  readonly userId: string
  /** Of the user, and of the workspace too unless it has its own. */
  readonly name: string
  readonly workspaceName?: string
  readonly zone: string
  readonly epoch: string
  readonly createdAtInMs: number
}
