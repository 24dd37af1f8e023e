import type { Client } from '@libsql/client'

/** How far the ledger of each workspace goes, as a database says and as its rows are; null when it can't be read. */
export type LedgerEnds = ReadonlyMap<string, { readonly lastSeq: number; readonly lastRow: number }>

export async function readLedgerEnds(client: Client): Promise<LedgerEnds | null> {
  try {
    const { rows } = await client.execute(`SELECT id, last_seq,
      (SELECT coalesce(max(seq), 0) FROM xp_events WHERE workspace_id = workspaces.id) AS last_row FROM workspaces`)
    return new Map(
      rows.map((row) => [
        String(row['id']),
        { lastSeq: Number(row['last_seq']), lastRow: Number(row['last_row']) },
      ]),
    )
  } catch {
    return null // not our tables, or not whole without the journal
  }
}

/** Whether a file with its journal goes on from the file alone: a journal only ever adds to a ledger. */
export function isContinuation({
  alone,
  withJournal,
}: {
  readonly alone: LedgerEnds | null
  readonly withJournal: LedgerEnds | null
}): boolean {
  if (withJournal === null) return true
  if ([...withJournal.values()].some(({ lastSeq, lastRow }) => lastSeq !== lastRow)) return false
  return [...(alone ?? [])].every(([id, { lastSeq }]) => (withJournal.get(id)?.lastSeq ?? -1) >= lastSeq)
}
