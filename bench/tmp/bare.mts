// Copies the newest rows of a ledger into an empty one, in transactions of 100 through the raw driver; prints rows a second.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import Database from 'libsql'
import { createLibsqlStore } from '../../packages/server/src/store/libsql/libsql-store.ts'

const rowsInTransaction = 100
const source = new Database(process.argv[2] ?? '')
const rows = source
  .prepare('SELECT * FROM xp_events ORDER BY seq DESC LIMIT 40000')
  .raw()
  .all()
  .reverse() as unknown[][]
source.close()

const folder = mkdtempSync(`${tmpdir()}/arena-bench-`)
const path = `${folder}/bare.db`
await (await createLibsqlStore({ path })).close()
const target = new Database(path)
for (const pragma of ['locking_mode = EXCLUSIVE', 'journal_mode = WAL', 'synchronous = FULL']) {
  target.exec(`PRAGMA ${pragma}`)
}
target.exec('PRAGMA foreign_keys = OFF') // the users are not copied
const columns = rows[0]?.length ?? 0
const insert = target.prepare(`INSERT INTO xp_events VALUES (${Array(columns).fill('?').join(', ')})`)
const cpu0 = process.cpuUsage(); const beganAt = performance.now()
for (let start = 0; start < rows.length; start += rowsInTransaction) {
  target.exec('BEGIN IMMEDIATE')
  for (const row of rows.slice(start, start + rowsInTransaction)) insert.run(row)
  target.exec('COMMIT')
}
const cpuUs = process.cpuUsage(cpu0); process.stdout.write(JSON.stringify({ rate: rows.length / ((performance.now() - beganAt) / 1000), cpu: (cpuUs.user + cpuUs.system) / rows.length }))
target.close()
rmSync(folder, { recursive: true })
