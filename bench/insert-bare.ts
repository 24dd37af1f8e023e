// Copies the newest rows of a ledger into an empty one through the raw driver: most in transactions of 100, some each in
// one of its own. Prints rows a second, and how long one row took.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import Database from 'libsql'
import { createLibsqlStore } from '../packages/server/src/store/libsql/libsql-store.ts'

const rowsInTransaction = 100
const rowsAlone = 500
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
const write = (written: readonly unknown[][]) => {
  target.exec('BEGIN IMMEDIATE')
  for (const row of written) insert.run(row)
  target.exec('COMMIT')
}
const aloneInMs = rows.splice(0, rowsAlone).map((row) => {
  const startedAt = performance.now()
  write([row])
  return performance.now() - startedAt
})
const beganAt = performance.now()
for (let start = 0; start < rows.length; start += rowsInTransaction) {
  write(rows.slice(start, start + rowsInTransaction))
}
const perSecond = rows.length / ((performance.now() - beganAt) / 1000)
process.stdout.write(JSON.stringify({ perSecond, aloneInMs }))
target.close()
rmSync(folder, { recursive: true })
