import { join } from 'node:path'
import { createClient, type InStatement } from '@libsql/client'
import { expect, it } from 'vitest'
import { owner, reportCommit } from '../../../test/report-commit.ts'
import { createTemporaryFolder } from '../../../test/temporary-folder.ts'
import { closeClient } from './close-client.ts'
import { findReports } from './commit/find-reports.ts'
import { loadCommitState } from './commit/load-commit-state.ts'
import type { Connection } from './connection.ts'
import { findKey } from './directory/read-keys.ts'
import { createLibsqlStore } from './libsql-store.ts'
import { readLedger, readReport } from './read/read-ledger.ts'

/** How the database would look up what a read asks for, a line per table it visits. */
async function planReads(read: (connection: Connection) => Promise<unknown>): Promise<string[]> {
  using folder = createTemporaryFolder()
  const path = join(folder.path, 'arena.db')
  await (await createLibsqlStore({ path })).close()
  const client = createClient({ url: `file:${path}`, concurrency: 1 })
  const plan: string[] = []
  const planning = {
    async read(statements: readonly Exclude<InStatement, string>[]) {
      for (const { sql, args = [] } of statements) {
        const { rows } = await client.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args })
        plan.push(...rows.map(({ detail }) => String(detail)))
      }
      return client.batch([...statements], 'read')
    },
  }
  await read(planning as unknown as Connection)
  await closeClient(client)
  return plan
}

const id = { workspaceId: owner.workspaceId, userId: owner.userId }

it.each<[string, (connection: Connection) => Promise<unknown>]>([
  ['a commit', (connection) => loadCommitState(connection, [reportCommit()], new Map())],
  ['a report seen before', (connection) => findReports(connection, [reportCommit()])],
  ['a report with what refers to it', (connection) => readReport(connection, { ...id, reportId: 'x' })],
  ["a user's slice of the ledger", (connection) => readLedger(connection, { ...id, afterSeq: 5, limit: 9 })],
  ['a key', (connection) => findKey(connection, 'hash')],
])('%s is looked up by index, however long the ledger', async (_, read) => {
  const plan = await planReads(read)
  const visits = plan.filter((line) => /^(SCAN|SEARCH)/.test(line) && !/json_each|CONSTANT/.test(line))
  expect(visits.length).toBeGreaterThan(0)
  expect(visits.filter((line) => line.startsWith('SCAN'))).toEqual([])
  // by the workspace alone would be all of its ledger
  expect(visits.filter((line) => line.includes('xp_events') && line.endsWith('(workspace_id=?)'))).toEqual([])
})
