import type { LedgerReport, LedgerRow } from '../ledger/ledger-row.ts'
import type { Breakdown } from '../score/breakdown.ts'

/** A report as it counts: what it says now, and what that is worth. */
export interface CountedReport {
  readonly report: LedgerReport
  readonly xp: number
  readonly breakdown: Breakdown
}

/** How a report counted after one of its rows, its own or a correction; null when that took it out. */
export function countedReport({ report, xp, breakdown, before }: LedgerRow): CountedReport | null {
  return report && breakdown && { report, xp: (before?.xp ?? 0) + xp, breakdown }
}
