import type { ExportRecord } from '@arena/core'
import type { Store } from '../store/store.ts'
import { readDirectoryRecords } from './read-directory-records.ts'
import { rowToRecords } from './row-to-records.ts'

export interface ExportOrder {
  readonly workspaceId: string
  /** Null exports everyone's history. */
  readonly userId: string | null
  /** 0 begins; then what the page before gave as `nextSeq`. */
  readonly afterSeq: number
}

export interface ExportPage {
  readonly records: readonly ExportRecord[]
  /** Null when there is nothing after it. */
  readonly nextSeq: number | null
}

const rowsInPage = 200

/** A piece of an export, in the order of the ledger; the first one begins with people and agents. */
export async function exportPage(
  { workspaceId, userId, afterSeq }: ExportOrder,
  store: Store,
): Promise<ExportPage> {
  const whose = userId === null ? {} : { userId }
  const [directory, rows] = await Promise.all([
    afterSeq === 0 ? readDirectoryRecords({ workspaceId, userId }, store) : [],
    store.readLedger({ workspaceId, afterSeq, limit: rowsInPage, ...whose }),
  ])
  const records = await Promise.all(rows.map((row) => rowToRecords(row, store)))
  const isLast = rows.length < rowsInPage
  return { records: [...directory, ...records.flat()], nextSeq: isLast ? null : (rows.at(-1)?.seq ?? null) }
}
