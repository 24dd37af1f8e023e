import v8 from 'node:v8'
import { createLibsqlStore } from '../../packages/server/src/store/libsql/libsql-store.ts'
import { owner, reportCommit } from '../../packages/server/test/report-commit.ts'
import { mkdtempSync } from 'node:fs'
const store = await createLibsqlStore({ path: mkdtempSync('/tmp/me/x-') + '/a.db' })
await store.ensureOwner(owner)
const commits = Array.from({ length: 300 }, (_, i) => reportCommit({ agent: 'agent-' + (i % 50), project: 'project-' + i % 5, task: { complexity: 'medium', type: 'fix' }, outcome: 'success', durationInMs: 1000 + i, quality: { response: 0.5 }, usage: { inputTokens: 1000, outputTokens: 300 } }))
const out = await store.commit(commits)
const time = (name: string, f: () => unknown) => { for (let i = 0; i < 50; i++) f(); const t = process.cpuUsage(); for (let i = 0; i < 200; i++) f(); const c = process.cpuUsage(t); console.log(name, ((c.user + c.system) / 200 / 300).toFixed(2), 'us per report') }
for (const [name, x] of [['outcomes', out], ['commits', commits]] as const) {
  const s = v8.serialize(x), j = JSON.stringify(x)
  console.log(name, s.length / 300, j.length / 300)
  time('v8.serialize', () => v8.serialize(x)); time('v8.deserialize', () => v8.deserialize(s))
  time('stringify', () => JSON.stringify(x)); time('parse', () => JSON.parse(j))
}
console.log(JSON.stringify((out[3] as any).rows[0]))
await store.close(); process.exit()
