import type { InStatement, InValue } from '@libsql/client'
import { getTableColumns, type SQL, type SQLWrapper } from 'drizzle-orm'
import { QueryBuilder, type SQLiteTable } from 'drizzle-orm/sqlite-core'

/** Reads from the database, from whichever thread holds it. */
export interface Reader {
  /** All statements see the same state. Results come in the order of the statements. */
  read(statements: readonly InStatement[]): Promise<readonly RowsRead[]>
}

export interface RowsRead {
  /** Their values in the order of the columns. */
  readonly rows: readonly ArrayLike<unknown>[]
}

/** A read that can go into a batch with others. */
export interface Query<Row> {
  readonly statement: InStatement
  readonly decode: (result: RowsRead) => Row[]
}

export interface Selection {
  readonly where?: SQL | undefined
  readonly orderBy?: readonly (SQL | SQLWrapper)[]
  readonly limit?: number
}

/** Whole rows of a table. */
export function selectRows<T extends SQLiteTable>(
  table: T,
  { where, orderBy = [], limit }: Selection = {},
): Query<T['$inferSelect']> {
  const ordered = new QueryBuilder()
    .select()
    .from(table)
    .where(where)
    .orderBy(...orderBy.map((term) => term as SQL))
  const { sql, params } = (limit === undefined ? ordered : ordered.limit(limit)).toSQL()
  return {
    statement: { sql, args: params as InValue[] },
    decode: ({ rows }) => decodeRows(table, rows),
  }
}

/** Runs queries in one batch, so that all see the same state. */
export async function readQueries<const T extends readonly Query<unknown>[]>(
  reader: Reader,
  queries: T,
): Promise<RowsOf<T>> {
  const results = await reader.read(queries.map(({ statement }) => statement))
  return queries.map((query, index) => query.decode(results[index] as RowsRead)) as RowsOf<T>
}

type RowsOf<T extends readonly Query<unknown>[]> = {
  -readonly [K in keyof T]: T[K] extends Query<infer Row> ? Row[] : never
}

/** Rows of a table, from the values that the database has for all its columns in their order; of `keys` alone where given. */
export function decodeRows<
  T extends SQLiteTable,
  Key extends keyof T['$inferSelect'] = keyof T['$inferSelect'],
>(table: T, rows: RowsRead['rows'], keys?: readonly Key[]): Pick<T['$inferSelect'], Key>[] {
  const columns = Object.entries(getTableColumns(table))
    .map(([key, column], index) => ({ key, column, index }))
    .filter(({ key }) => !keys || keys.includes(key as Key))
  return rows.map((row) => {
    const decoded: Record<string, unknown> = {}
    for (const { key, column, index } of columns) {
      const value = row[index] ?? null
      decoded[key] = value === null ? null : column.mapFromDriverValue(value)
    }
    return decoded as Pick<T['$inferSelect'], Key>
  })
}
