import type { Store, UserId } from '../store/store.ts'

/** Others' writes get their turn between any two pages. */
const reportsInPage = 200
const mostPages = 10

/** Erases a user's texts from a report on, a bounded number of them; `nextReportId` is null when none is left. */
export async function eraseTextsOf(
  { workspaceId, userId }: UserId,
  { afterReportId, store }: { readonly afterReportId: string; readonly store: Store },
): Promise<{ readonly reports: number; readonly nextReportId: string | null }> {
  let reports = 0
  let last = afterReportId
  for (let page = 0; page < mostPages; page++) {
    const ids = await store.listReportsWithTexts(
      { workspaceId, userId },
      { afterReportId: last, limit: reportsInPage },
    )
    reports += await store.eraseTexts(ids.map((reportId) => ({ workspaceId, userId, reportId })))
    last = ids.at(-1) ?? last
    if (ids.length < reportsInPage) return { reports, nextReportId: null }
  }
  return { reports, nextReportId: last }
}
