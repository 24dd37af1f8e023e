import type { InStatement, InValue } from '@libsql/client'
import { getTableColumns, getTableName } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'

/** Sets fields of the rows whose columns equal `where`; those undefined stay, and without any there is no statement. */
export function updateRows<T extends SQLiteTable>(
  table: T,
  where: Partial<T['$inferSelect']>,
  fields: { readonly [Name in keyof T['$inferInsert']]?: T['$inferInsert'][Name] | undefined },
): InStatement[] {
  const columns = getTableColumns(table) as Record<string, SQLiteColumn>
  const args: InValue[] = []
  const bind = (name: string, value: unknown): string => {
    const column = columns[name]
    if (!column) throw new Error(`${getTableName(table)} has no column for ${name}`)
    args.push(value === null ? null : (column.mapToDriverValue(value) as InValue))
    return `"${column.name}"`
  }
  const set = Object.entries(fields).filter(([, value]) => value !== undefined)
  if (set.length === 0) return []
  const assignments = set.map(([name, value]) => `${bind(name, value)} = ?`)
  const conditions = Object.entries(where).map(([name, value]) => `${bind(name, value)} IS ?`)
  return [
    {
      sql: `UPDATE "${getTableName(table)}" SET ${assignments.join(', ')} WHERE ${conditions.join(' AND ')}`,
      args,
    },
  ]
}
