import type { LedgerReport } from '@arena/core'
import type { TalliedRow } from './tallied-row.ts'

/** A report that a row counts (`sign` 1) or takes back (`sign` -1). */
export interface ReportChange {
  readonly sign: 1 | -1
  readonly report: LedgerReport
  readonly xp: number
  /** Mean of its quality scores, 0..1; null when it gave none. */
  readonly quality: number | null
}

/** What a row changes in sums over reports: a correction takes the earlier state back and counts the later one. */
export function rowToReportChanges({ report, breakdown, before, xp }: TalliedRow): readonly ReportChange[] {
  const changes: ReportChange[] = []
  if (before)
    changes.push({ sign: -1, report: before.report, xp: before.xp, quality: before.breakdown.quality })
  if (report && breakdown) {
    changes.push({ sign: 1, report, xp: (before?.xp ?? 0) + xp, quality: breakdown.quality })
  }
  return changes
}
