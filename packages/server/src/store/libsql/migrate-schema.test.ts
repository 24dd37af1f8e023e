import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { expect, it } from 'vitest'
import { makeOldDatabase } from '../../../test/make-old-database.ts'
import { owner, reportCommit } from '../../../test/report-commit.ts'
import { createTemporaryFolder } from '../../../test/temporary-folder.ts'
import { closeClient } from './close-client.ts'
import { createLibsqlStore } from './libsql-store.ts'

/** The last one that kept boards under their whole address. */
const schemaWithOldBoards = 3

it('shows boards right after a database of an older schema is opened', async () => {
  using folder = createTemporaryFolder()
  const path = join(folder.path, 'arena.db')
  await makeOldDatabase(path, schemaWithOldBoards)
  const { workspaceId } = owner
  await fillOldDatabase(path)

  const store = await createLibsqlStore({ path })
  while (!(await store.advanceProjections(workspaceId, 100)).isCurrent);
  const rows = await store.readBoard(
    {
      workspaceId,
      scope: 'workspace',
      scopeId: workspaceId,
      subject: 'agent',
      window: 'all',
      periodStart: 0,
    },
    { after: null, limit: 10 },
  )
  expect(rows.map(({ name, xp, rank }) => [name, xp, rank])).toEqual([
    ['b', 20, 1],
    ['a', 10, 2],
  ])
  expect(await store.verifyProjections(workspaceId)).toEqual([])
  await store.close()
})

/** The ledger of a few reports, as a store makes it, with a board and a watermark of the old kind. */
async function fillOldDatabase(path: string): Promise<void> {
  using folder = createTemporaryFolder()
  const made = join(folder.path, 'made.db')
  const store = await createLibsqlStore({ path: made })
  await store.ensureOwner(owner)
  await store.commit(['a', 'b', 'b'].map((agent) => reportCommit({ agent })))
  await store.close()
  const client = createClient({ url: `file:${path}`, concurrency: 1 })
  await client.execute({ sql: 'ATTACH ? AS made', args: [made] })
  const tables = [
    'workspaces',
    'users',
    'agents',
    'agent_stats',
    'user_progress',
    'user_days',
    'achievements',
  ]
  for (const table of [...tables, 'user_achievements', 'xp_events']) {
    await client.execute(`INSERT INTO main.${table} SELECT * FROM made.${table}`)
  }
  await client.executeMultiple(`
    INSERT INTO boards VALUES ('${owner.workspaceId}', 'workspace', '${owner.workspaceId}', 'agent', 'all', 0, 'a', 'a', 10, 1, 1, 0, 1);
    INSERT INTO projection_watermarks VALUES ('${owner.workspaceId}', 'boards-and-rollups', 4);
  `)
  await closeClient(client)
}
