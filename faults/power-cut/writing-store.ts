import { writeSync } from 'node:fs'
import { createLibsqlStore } from '../../packages/server/src/store/libsql/libsql-store.ts'
import { reportCommit } from '../../packages/server/test/report-commit.ts'

/** Commits reports to a database and says the ids of each commit once it is acknowledged: writing-store.ts PATH COMMITS */
const [, , path = '', commits = '1'] = process.argv
const store = await createLibsqlStore({ path })
const [workspace] = await store.readWorkspaces()
for (let n = 0; n < Number(commits); n += 1) {
  const group = Array.from({ length: 1 + (n % 4) }, (_, index) =>
    reportCommit({ agent: `agent-${(n + index) % 30}`, durationInMs: n }),
  )
  await store.commit(group)
  writeSync(1, `committed ${group.map(({ report }) => report.id).join(' ')}\n`)
  if (n % 10 === 9 && workspace) await store.advanceProjections(workspace.id, 100)
}
process.kill(process.pid, 'SIGKILL') // it puts nothing in order at its end
