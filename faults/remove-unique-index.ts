import { createClient } from '@libsql/client'

/** Breaks a database that nobody has open: a report's id may be counted again. */
export async function removeUniqueIndex(home: string): Promise<void> {
  const client = createClient({ url: `file:${home}/arena.db`, concurrency: 1 })
  const { rows } = await client.execute(
    "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'xp_events' AND sql LIKE '%UNIQUE%report_id%'",
  )
  if (rows.length !== 1) throw new Error('the index of report ids was not found')
  await client.execute(`DROP INDEX ${rows[0]?.['name']}`)
  client.close()
}
