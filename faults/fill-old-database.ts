import { createClient } from '@libsql/client'
import { closeClient } from '../packages/server/src/store/libsql/close-client.ts'

/** Copies into an empty database of an older schema what the tables of a present one hold that it has, too. */
export async function fillOldDatabase(path: string, from: string): Promise<void> {
  const client = createClient({ url: `file:${path}`, concurrency: 1 })
  const read = async (sql: string) => (await client.execute(sql)).rows.map(({ name }) => String(name))
  await client.execute('PRAGMA foreign_keys = OFF')
  await client.execute({ sql: 'ATTACH ? AS present', args: [from] })
  const tables = await read(`SELECT name FROM main.sqlite_master WHERE type = 'table'
    AND name NOT IN ('__drizzle_migrations', 'sqlite_sequence')`)
  for (const table of tables) {
    const present = new Set(await read(`SELECT name FROM pragma_table_info('${table}', 'present')`))
    const columns = await read(`SELECT name FROM pragma_table_info('${table}', 'main')`)
    if (!columns.every((column) => present.has(column))) continue // such as boards, which are made afresh
    const names = columns.map((column) => `"${column}"`).join(', ')
    await client.execute(`INSERT INTO main."${table}" (${names}) SELECT ${names} FROM present."${table}"`)
  }
  await closeClient(client)
}
