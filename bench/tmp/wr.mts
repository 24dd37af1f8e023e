import { writeRows as v2 } from './v2.ts'
import { createRequire } from 'node:module'
import { mkdtempSync } from 'node:fs'
import { createLibsqlStore } from '../../packages/server/src/store/libsql/libsql-store.ts'
import { writeRows } from '../../packages/server/src/store/libsql/bulk-write.ts'
import { writeRows as oldRows } from './old-bulk-write.ts'
import { xpEvents } from '../../packages/server/src/store/libsql/schema/xp-event.ts'
import { owner, reportCommit } from '../../packages/server/test/report-commit.ts'
const Database = createRequire('/work/wt/speed/node_modules/@libsql/client/package.json')('libsql')
const path = mkdtempSync('/tmp/me/x-') + '/a.db'
const store = await createLibsqlStore({ path })
await store.ensureOwner(owner)
const commits = Array.from({ length: 300 }, (_, i) => reportCommit({ agent: 'agent-' + (i % 50), project: 'project-' + i % 5, task: { complexity: 'medium', type: 'fix' }, outcome: 'success', durationInMs: 1000 + i, quality: { response: 0.5 }, usage: { inputTokens: 1000, outputTokens: 300 } }))
const out = await store.commit(commits)
const rows = out.flatMap((o: any) => o.rows)
await store.close()
const db = new Database(path)
console.log(db.prepare('select sqlite_version() v').all())
db.exec('PRAGMA foreign_keys=OFF'); 
const us = (f: () => void, n: number) => { const t = process.cpuUsage(); for (let i = 0; i < n; i++) f(); const c = process.cpuUsage(t); return (c.user + c.system) / n / rows.length }
let base = 1000
for (let round = 0; round < 4; round++) for (const [name, w] of [['old', oldRows], ['new', writeRows], ['v2', v2]] as const) {
  const shift = () => { base += 1000; return rows.map((r: any) => ({ ...r, seq: r.seq + base, reportId: r.reportId && r.reportId + base })) }
  const sets = Array.from({ length: 20 }, shift)
  let k = 0, st: any[] = []
  const enc = us(() => { st.push(w(xpEvents, sets[k++])[0]) }, 20)
  db.exec('BEGIN'); k = 0
  const run = us(() => { const s = st[k++]; db.prepare(s.sql).run(s.args) }, 20)
  db.exec('ROLLBACK')
  console.log(name, 'encode', enc.toFixed(2), 'run', run.toFixed(2), 'bytes', st[0].args[0].length / rows.length)
}
const raw = db.prepare(`INSERT INTO xp_events VALUES (${Array(29).fill('?')})`)
const plain = db.prepare('select * from xp_events').raw().all()
db.exec('BEGIN'); const r = us(() => { base += 1000; for (const p of plain) { raw.run(p.map((v: any, i: number) => i === 1 ? v + base : i === 8 ? v && v + base : v)) } }, 10); db.exec('ROLLBACK'); console.log('raw', r.toFixed(2))
process.exit()
