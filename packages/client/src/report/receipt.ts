import type { ReportAnswer } from '@arena/core'

/** No server has acknowledged the report yet; it is delivered later. */
export interface SpooledReceipt {
  readonly status: 'spooled'
  readonly id: string
  /** False when no folder could be written: then it lives only as long as this process. */
  readonly isOnDisk: boolean
}

/** The report went nowhere. */
export interface DroppedReceipt {
  readonly status: 'dropped'
  readonly id: string | null
  readonly reason: 'disabled' | 'closed' | 'spool-full'
}

/** What became of a report, as far as it was known in time. */
export type Receipt = ReportAnswer | SpooledReceipt | DroppedReceipt
