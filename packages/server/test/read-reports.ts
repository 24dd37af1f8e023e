import type { LedgerReport } from '@arena/core'
import type { TestApp } from './create-test-app.ts'

/** The reports in the ledger of an app's owner as they count now, in the order in which they came. */
export async function readReports({ parts, owner }: TestApp): Promise<LedgerReport[]> {
  const { store } = parts.deps
  const rows = await store.readLedger({ ...owner, afterSeq: 0, limit: 1000 })
  const ids = rows.flatMap(({ reportId }) => (reportId === null ? [] : [reportId]))
  const histories = await Promise.all(ids.map((reportId) => store.readReport({ ...owner, reportId })))
  return histories.flatMap((history) => history.findLast(({ report }) => report !== null)?.report ?? [])
}
