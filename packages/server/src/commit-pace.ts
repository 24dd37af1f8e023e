/** How long reports take to become durable, as the commits before show it. */
export interface CommitPace {
  observe(commit: { readonly reports: number; readonly durationInMs: number }): void
  /** How many reports are committed in the given time. */
  reportsIn(durationInMs: number): number
  /** Until so many reports are committed. */
  waitInMs(reports: number): number
}

/** Until a commit was seen; on the careful side. */
const firstInMsPerReport = 0.2
const weightOfLast = 0.2

/** Commits of fewer than `minReports` say nothing: what they cost comes once per commit, not per report. */
export function createCommitPace({ minReports }: { readonly minReports: number }): CommitPace {
  let msPerReport = firstInMsPerReport
  return {
    observe({ reports, durationInMs }) {
      if (reports < minReports) return
      const seen = Math.max(0, durationInMs) / reports
      msPerReport += weightOfLast * (seen - msPerReport)
    },
    reportsIn: (durationInMs) => durationInMs / msPerReport,
    waitInMs: (reports) => reports * msPerReport,
  }
}
