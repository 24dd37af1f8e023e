import { createClient } from '@libsql/client'

/** How often each report id stands in the ledger of a home that nobody has open. */
export async function readCounts(home: string): Promise<Map<string, number>> {
  const client = createClient({ url: `file:${home}/arena.db`, concurrency: 1 })
  const { rows } = await client.execute(
    'SELECT report_id, count(*) AS count FROM xp_events WHERE report_id IS NOT NULL GROUP BY report_id',
  )
  client.close()
  return new Map(rows.map((row) => [String(row['report_id']), Number(row['count'])]))
}

/** What became of reports whose ids are given, in the ledger of a home. */
export async function compareWithLedger(
  home: string,
  ids: readonly string[],
): Promise<{ readonly lost: number; readonly countedTwice: number; readonly unknown: number }> {
  const countById = await readCounts(home)
  const known = new Set(ids)
  return {
    lost: ids.filter((id) => !countById.has(id)).length,
    countedTwice: [...countById.values()].filter((count) => count > 1).length,
    unknown: [...countById.keys()].filter((id) => !known.has(id)).length,
  }
}
