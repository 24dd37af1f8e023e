// Fills the ledger of a database up to so many rows: those that it has, again and again under other ids.
// A process of its own, since the driver keeps a database locked until its process ends.
import Database from 'libsql'

const [path = '', rows = '0'] = process.argv.slice(2)
const database = new Database(path)
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
for (; last + head <= Number(rows); last += head) copy.run({ offset: last })
database.prepare('UPDATE workspaces SET last_seq = ?').run(last)
database.prepare('UPDATE projection_watermarks SET seq = ?').run(last)
database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
database.close()
