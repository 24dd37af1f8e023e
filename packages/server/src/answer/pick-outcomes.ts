import type { Counts } from '@arena/core'

export interface Outcomes {
  readonly reports: number
  readonly successes: number
  readonly failures: number
  readonly cancelled: number
  readonly unknown: number
}

/** How many reports there were, and how they ended. */
export function pickOutcomes({ reports, successes, failures, cancelled, unknown }: Counts): Outcomes {
  return { reports, successes, failures, cancelled, unknown }
}
