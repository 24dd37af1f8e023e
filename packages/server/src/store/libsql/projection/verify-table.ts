import type { InStatement, Row } from '@libsql/client'
import { compareValues } from '../../compare-values.ts'
import type { FaultList } from '../../fault-list.ts'
import type { Connection } from '../connection.ts'
import { selectWatermark } from './watermark.ts'

/** How the rows of one table are told apart, compared and named. */
export interface Verification<T> {
  readonly table: string
  /** The primary key after `workspace_id`, as written in SQL. */
  readonly keyColumns: readonly string[]
  /** All columns where not given, as written in SQL. */
  readonly selected?: string
  keyOf(row: Row): string
  valuesOfRow(row: Row): Readonly<Record<string, number | string>>
  valuesOf(expected: T): Readonly<Record<string, number | string>>
  nameOf(key: string): string
}

export interface ExpectedRows<T> {
  keys(): Iterable<string>
  get(key: string): T | undefined
}

export interface VerifyContext<T> {
  readonly connection: Connection
  readonly workspaceId: string
  /** What the table should hold at the watermark; `advanceTo` brings it there, false when it cannot. */
  readonly expected: ExpectedRows<T>
  readonly advanceTo: (watermark: number) => Promise<boolean>
  readonly faults: FaultList
}

const rowsInPage = 500

/** Compares a table page by page, each with what is expected at the watermark it was read at; false if it gave up. */
export async function verifyTable<T>(
  verification: Verification<T>,
  { connection, workspaceId, expected, advanceTo, faults }: VerifyContext<T>,
): Promise<boolean> {
  const unseen = new Set(expected.keys()) // rows added while this runs may lie on pages read before
  let after: readonly unknown[] | null = null
  for (;;) {
    const page: InStatement = selectPage(verification, workspaceId, after)
    const [watermark, { rows }] = await connection.read([selectWatermark(workspaceId), page])
    if (!(await advanceTo(Number(watermark.rows[0]?.['seq'])))) return false
    for (const row of rows) {
      const key = verification.keyOf(row)
      unseen.delete(key)
      const tally = expected.get(key)
      const fault = tally
        ? compareValues(verification.valuesOfRow(row), verification.valuesOf(tally))
        : 'it stands for nothing in the ledger'
      if (fault !== null) faults.add(`${verification.nameOf(key)}: ${fault}`)
    }
    const last = rows.at(-1)
    if (!last || rows.length < rowsInPage) break
    after = verification.keyColumns.map((column) => last[column.replaceAll('"', '')])
  }
  for (const key of unseen) faults.add(`${verification.nameOf(key)}: it is missing`)
  return true
}

function selectPage(
  { table, keyColumns, selected = '*' }: Pick<Verification<unknown>, 'table' | 'keyColumns' | 'selected'>,
  workspaceId: string,
  after: readonly unknown[] | null,
): InStatement {
  const columns = keyColumns.join(', ')
  const afterColumns = keyColumns.map((_, index) => `:after ->> ${index}`).join(', ')
  return {
    sql: `SELECT ${selected} FROM ${table} WHERE workspace_id = :workspaceId
      ${after ? `AND (${columns}) > (${afterColumns})` : ''} ORDER BY ${columns} LIMIT ${rowsInPage}`,
    args: { workspaceId, ...(after && { after: JSON.stringify(after) }) },
  }
}
