import type { Report } from '../report.ts'
import type { Breakdown } from '../score/breakdown.ts'

/** A report as the ledger keeps it: without description, reasons, evidence data and metadata. */
export type LedgerReport = Report

/** `review`: by a key with that scope, whose word outranks that of the report's own user. */
export type CorrectedBy = 'self' | 'review'

/** A row of the ledger: complete, so that every projection and every update can be made from rows alone. */
export interface LedgerRow {
  readonly workspaceId: string
  /** 1, 2, 3 ... without gaps within a workspace. */
  readonly seq: number
  readonly kind: 'report' | 'achievement' | 'correction'
  readonly userId: string
  /** The agent that reported; null for a quiet grant. */
  readonly agentKey: string | null
  readonly agentName: string | null
  /** Team of the user at commit. */
  readonly teamId: string | null
  readonly project: string | null
  /** Set on rows of kind `report` only; unique for ever per workspace and user. */
  readonly reportId: string | null
  /** The row that this one follows from: the corrected report, or the report or correction that unlocked. */
  readonly refSeq: number | null
  readonly achievementId: string | null
  /** Granted on existing progress, without a message to anyone. */
  readonly isQuiet: boolean
  readonly xp: number
  readonly agentXp: number
  readonly agentLevel: number
  readonly userXp: number
  readonly userLevel: number
  readonly agentLevelReached: number | null
  readonly userLevelReached: number | null
  readonly rules: string
  readonly breakdown: Breakdown | null
  readonly report: LedgerReport | null
  /** Of corrections: the report as it had counted, and in which role it was corrected. */
  readonly before: {
    readonly report: LedgerReport
    readonly xp: number
    readonly breakdown: Breakdown
    readonly correctedBy: CorrectedBy
  } | null
  readonly contentHash: string | null
  /** Day number in the user's time zone at commit: days of streaks. */
  readonly userDay: number
  /** Day number in the workspace's time zone at commit: days of boards and roll-ups. */
  readonly day: number
  readonly occurredAtInMs: number
  readonly receivedAtInMs: number
  readonly keyId: string | null
}
