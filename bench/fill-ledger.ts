import { cp } from 'node:fs/promises'
import Database from 'libsql'
import { createReportSender } from './report-sender.ts'
import { startServer } from './start-server.ts'

const reportsSent = 20_000

/** Makes a home whose ledger has so many rows: those of real reports, again and again under other ids. */
export async function fillLedger(home: string, rows: number): Promise<void> {
  const server = await startServer()
  const sender = createReportSender(server)
  for (let sent = 0; sent < reportsSent; sent += 100) await sender.send(100)
  await server.stop((from) => cp(from, home, { recursive: true }))

  const database = new Database(`${home}/arena.db`)
  for (const pragma of ['journal_mode = WAL', 'synchronous = OFF', 'foreign_keys = OFF']) {
    database.exec(`PRAGMA ${pragma}`)
  }
  const names = database
    .prepare('SELECT name FROM pragma_table_info(?)')
    .raw()
    .all('xp_events')
    .map((row) => String((row as unknown[])[0]))
  const { head } = database.prepare('SELECT max(seq) AS head FROM xp_events').get() as { head: number }
  const values = names.map((name) => {
    if (name === 'seq') return 'seq + :offset'
    if (name === 'ref_seq') return 'ref_seq + :offset'
    if (name === 'report_id') return "iif(report_id IS NULL, NULL, format('%08x-%012x', :offset, seq))"
    return `"${name}"`
  })
  const copy = database.prepare(
    `INSERT INTO xp_events SELECT ${values.join(', ')} FROM xp_events WHERE seq <= ${head}`,
  )
  let last = head
  for (; last + head <= rows; last += head) copy.run({ offset: last })
  database.prepare('UPDATE workspaces SET last_seq = ?').run(last)
  database.prepare('UPDATE projection_watermarks SET seq = ?').run(last)
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
}
