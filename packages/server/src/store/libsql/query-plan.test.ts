import { join } from 'node:path'
import { createClient, type InStatement } from '@libsql/client'
import { expect, it } from 'vitest'
import { owner, reportCommit } from '../../../test/report-commit.ts'
import { createTemporaryFolder } from '../../../test/temporary-folder.ts'
import type { BoardAddress } from '../board-row.ts'
import { closeClient } from './close-client.ts'
import { findReports } from './commit/find-reports.ts'
import { findTexts } from './commit/find-texts.ts'
import { loadMissing, touchedBy } from './commit/load-missing.ts'
import type { Connection } from './connection.ts'
import { findKey } from './directory/read-keys.ts'
import { createLibsqlStore } from './libsql-store.ts'
import { createBoardCounts } from './projection/board-counts.ts'
import { readBoard, readBoardAround, readBoardXp } from './projection/read-board.ts'
import { readDailyFigures } from './read/read-daily-figures.ts'
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

const board: BoardAddress = {
  ...{ workspaceId: owner.workspaceId, scope: 'workspace', scopeId: owner.workspaceId },
  ...{ subject: 'user', window: 'week', periodStart: 0 },
}
/** Reads boards, with the counts that ranks need. */
const readsOf = (connection: Connection) => ({
  connection,
  boardCounts: createBoardCounts(connection, { patient: connection }),
})
const place = { xp: 7, reachedSeq: 3 }

const id = { workspaceId: owner.workspaceId, userId: owner.userId }

it.each<[string, (connection: Connection) => Promise<unknown>]>([
  ['a commit', (connection) => loadMissing(connection, new Map(), touchedBy([reportCommit()]))],
  ['a report seen before', (connection) => findReports(connection, [{ ...id, reportId: 'x' }])],
  ['the texts of a report', (connection) => findTexts(connection, [{ ...id, reportId: 'x' }])],
  ['a report with what refers to it', (connection) => readReport(connection, { ...id, reportId: 'x' })],
  ["a user's slice of the ledger", (connection) => readLedger(connection, { ...id, afterSeq: 5, limit: 9 })],
  [
    "a team's slice of the ledger without hidden profiles",
    (connection) =>
      readLedger(connection, {
        workspaceId: owner.workspaceId,
        teamId: 'team-1',
        isProfileVisible: true,
        afterSeq: 5,
        limit: 9,
      }),
  ],
  [
    "a project's slice of the ledger",
    (connection) =>
      readLedger(connection, { workspaceId: owner.workspaceId, project: 'p', afterSeq: 5, limit: 9 }),
  ],
  ['a key', (connection) => findKey(connection, 'hash')],
])('%s is looked up by index, however long the ledger', async (_, read) => {
  const plan = await planReads(read)
  const visits = plan.filter((line) => /^(SCAN|SEARCH)/.test(line) && !/json_each|CONSTANT/.test(line))
  expect(visits.length).toBeGreaterThan(0)
  expect(visits.filter((line) => line.startsWith('SCAN'))).toEqual([])
  // by the workspace alone would be all of its ledger
  expect(visits.filter((line) => line.includes('xp_events') && line.endsWith('(workspace_id=?)'))).toEqual([])
})

it.each<[string, (connection: Connection) => Promise<unknown>]>([
  ['the top of a board', (connection) => readBoard(readsOf(connection), board, { after: null, limit: 100 })],
  ['a further page', (connection) => readBoard(readsOf(connection), board, { after: place, limit: 100 })],
  [
    'one place with its neighbours',
    (connection) => readBoardAround(readsOf(connection), board, { subjectId: 'u', above: 5, below: 5 }),
  ],
  ['the XP of a board', (connection) => readBoardXp(connection, board, { afterSubjectId: '', limit: 9 })],
])('%s is a range of an index in its order, however many are on the board', async (_, read) => {
  const plan = await planReads(read)
  const visits = plan.filter((line) => /^(SCAN|SEARCH)/.test(line) && / board\b| always\b/.test(line))
  expect(visits.length).toBeGreaterThan(0)
  expect(visits.filter((line) => !/\(workspace_id=\? AND series_id=\? AND period=\?/.test(line))).toEqual([])
  expect(plan.filter((line) => /TEMP B-TREE/.test(line))).toEqual([])
})

it("a user's figures by day are looked up day by day, whatever others have reported", async () => {
  const question = { ...id, agentKey: 'a', firstDay: 5, lastDay: 9 }
  const plan = await planReads((connection) => readDailyFigures(connection, question))
  const cells = plan.filter((line) => line.includes('cells'))
  expect(cells).toHaveLength(2)
  for (const line of cells)
    expect(line).toMatch(/^SEARCH.*workspace_id=\? AND day=\? AND user_id=\? AND agent_key=\?/)
})
