import type { ReportInput } from '@arena/core'

/** A run that telemetry tells of, as it would be reported now. */
export interface ToldRun {
  readonly report: ReportInput & { readonly id: string }
  /** Nothing that is awaited could change it: its callers are known, or somebody said that it is over. */
  readonly isOver: boolean
}
