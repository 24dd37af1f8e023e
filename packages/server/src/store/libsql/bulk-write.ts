import { ArenaError } from '@arena/core'
import type { InStatement } from '@libsql/client'
import { getTableColumns, getTableName } from 'drizzle-orm'
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core'

export type OnConflict = 'fail' | 'keep' | 'replace'

/**
 * One statement that writes any number of rows, bound as a single JSON value.
 * What a row leaves out is the column's default. `onConflict` decides what becomes of a row whose primary key is there already.
 */
export function writeRows<T extends SQLiteTable>(
  table: T,
  rows: readonly T['$inferInsert'][],
  onConflict: OnConflict = 'fail',
): InStatement[] {
  return rows.length === 0 ? [] : [writeEncoded(table, encodeRows(table, rows), onConflict)]
}

/** As JSON: of each row the values that the database takes for all columns, in their order. */
export function encodeRows<T extends SQLiteTable>(table: T, rows: readonly T['$inferInsert'][]): string {
  const columns = columnsOf(table)
  const encoded = rows.map((row) =>
    columns.map(([key, column]) => {
      const value = (row as Readonly<Record<string, unknown>>)[key] ?? column.default ?? null
      return value === null ? null : refuseHalfPairs(column.mapToDriverValue(value), column)
    }),
  )
  return JSON.stringify(encoded)
}

export function writeEncoded(table: SQLiteTable, rows: string, onConflict: OnConflict = 'fail'): InStatement {
  const names = columnsOf(table).map(([, column]) => `"${column.name}"`)
  const values = names.map((_, index) => `value ->> ${index}`)
  const sql = [
    `INSERT INTO "${getTableName(table)}" (${names.join(', ')})`,
    // materialized, a line is made into text once and not for each of its columns
    'WITH line AS MATERIALIZED (SELECT value FROM json_each(?))',
    `SELECT ${values.join(', ')} FROM line WHERE true`, // without WHERE, ON would be read as a join
    conflictClause(table, onConflict),
  ].join(' ')
  return { sql, args: [rows] }
}

function columnsOf(table: SQLiteTable): [key: string, column: SQLiteColumn][] {
  return Object.entries(getTableColumns(table))
}

/** The binding ends the process when it reads text that is not UTF-8, as half of a surrogate pair becomes. */
function refuseHalfPairs(value: unknown, { name }: SQLiteColumn): unknown {
  if (typeof value === 'string' && !value.isWellFormed()) {
    throw new ArenaError('internal', `A text for ${name} holds half of a surrogate pair.`)
  }
  return value
}

function conflictClause(table: SQLiteTable, onConflict: OnConflict): string {
  if (onConflict === 'fail') return ''
  const key = primaryKeyNames(table)
  const others = Object.values(getTableColumns(table) as Record<string, SQLiteColumn>)
    .map(({ name }) => name)
    .filter((name) => !key.includes(name))
  const target = key.map((name) => `"${name}"`).join(', ')
  return onConflict === 'keep' || others.length === 0
    ? `ON CONFLICT (${target}) DO NOTHING`
    : `ON CONFLICT (${target}) DO UPDATE SET ${others.map((name) => `"${name}" = excluded."${name}"`).join(', ')}`
}

function primaryKeyNames(table: SQLiteTable): string[] {
  const { primaryKeys, columns } = getTableConfig(table)
  const composite = primaryKeys[0]?.columns.map(({ name }) => name)
  return composite ?? columns.filter(({ primary }) => primary).map(({ name }) => name)
}
