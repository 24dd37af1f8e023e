import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** A condition that the columns together are one of the tuples, however many there are. */
export function rowsIn(
  columns: readonly SQLWrapper[],
  tuples: readonly (readonly (string | number)[])[],
): SQL {
  const names = sql.join([...columns], sql`, `)
  const values = sql.join(
    columns.map((_, index) => sql.raw(`value ->> ${index}`)),
    sql`, `,
  )
  return sql`(${names}) IN (SELECT ${values} FROM json_each(${JSON.stringify(tuples)}))`
}
