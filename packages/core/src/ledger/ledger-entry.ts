import type { Report } from '../report.ts'
import type { Breakdown } from '../score/breakdown.ts'
import type { LedgerRow } from './ledger-row.ts'

interface EntryBase {
  /** XP gained; negative only in corrections. */
  readonly xp: number
  /** XP and level after this entry. */
  readonly agentXp: number
  readonly agentLevel: number
  readonly userXp: number
  readonly userLevel: number
  /** The level this entry raised them to, above any held before; else null. */
  readonly agentLevelReached: number | null
  readonly userLevelReached: number | null
  /** Version of the rules that decided it. */
  readonly rules: string
}

export interface ReportEntry extends EntryBase {
  readonly kind: 'report'
  readonly breakdown: Breakdown
}

export interface AchievementEntry extends EntryBase {
  readonly kind: 'achievement'
  readonly achievementId: string
  /** Granted on existing progress, without a message to anyone. */
  readonly isQuiet: boolean
}

export interface CorrectionEntry extends EntryBase {
  readonly kind: 'correction'
  /** The report as it had counted, so that the entry can be folded by itself. */
  readonly before: NonNullable<LedgerRow['before']>
  /** The report as it counts now; null when it was taken out. */
  readonly report: Report | null
  readonly breakdown: Breakdown | null
}

/** One change of XP, before the store gives it its place in the ledger. */
export type LedgerEntry = ReportEntry | AchievementEntry | CorrectionEntry
