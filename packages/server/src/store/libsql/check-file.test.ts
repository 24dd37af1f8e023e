import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { describe, expect, it } from 'vitest'
import { owner, reportCommit } from '../../../test/report-commit.ts'
import { createTemporaryFolder } from '../../../test/temporary-folder.ts'
import { closeClient } from './close-client.ts'
import { createLibsqlStore } from './libsql-store.ts'
import { currentSchemaVersion } from './migrate-schema.ts'

async function makeDatabase(path: string): Promise<void> {
  const store = await createLibsqlStore({ path })
  await store.ensureOwner(owner)
  await store.commit(Array.from({ length: 20 }, (_, index) => reportCommit({ agent: `agent-${index}` })))
  await store.close()
}

async function runIn(path: string, ...statements: string[]): Promise<void> {
  const client = createClient({ url: `file:${path}`, concurrency: 1 })
  for (const statement of statements) await client.execute(statement)
  await closeClient(client)
}

const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

/** Files that must be refused: how each comes to be, and with which code. */
const refused: readonly [string, string, (path: string) => Promise<void> | void][] = [
  ['an empty file', 'database-corrupt', (path) => writeFileSync(path, '')],
  ['a text', 'database-corrupt', (path) => writeFileSync(path, 'not a database at all\n'.repeat(400))],
  [
    'a database with a broken header',
    'database-corrupt',
    async (path) => {
      await makeDatabase(path)
      overwrite(path, 0, 'garbage-not-a-db')
    },
  ],
  [
    'a database with pages of noise',
    'database-corrupt',
    async (path) => {
      await makeDatabase(path)
      const size = readFileSync(path).length
      for (let offset = 4096; offset < size; offset += 8192) overwrite(path, offset, '\xff'.repeat(2048))
    },
  ],
  [
    'a database that was cut off',
    'database-corrupt',
    async (path) => {
      await makeDatabase(path)
      const bytes = readFileSync(path)
      writeFileSync(path, bytes.subarray(0, Math.floor(bytes.length / 2)))
    },
  ],
  ['a database of another program', 'database-foreign', (path) => runIn(path, 'CREATE TABLE notes (text)')],
  [
    'a database marked by another program',
    'database-foreign',
    (path) => runIn(path, 'PRAGMA application_id = 1234', 'CREATE TABLE notes (text)'),
  ],
  [
    'a database of a newer Arena',
    'database-newer',
    async (path) => {
      await makeDatabase(path)
      await runIn(path, `PRAGMA user_version = ${currentSchemaVersion() + 1}`)
    },
  ],
  [
    'a database with a migration of a newer Arena, whose version was not noted any more',
    'database-newer',
    async (path) => {
      await makeDatabase(path)
      const insert = "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9999999999999)"
      await runIn(path, insert)
    },
  ],
]

function overwrite(path: string, offset: number, text: string): void {
  const bytes = readFileSync(path)
  bytes.write(text, offset, 'latin1')
  writeFileSync(path, bytes)
}

describe('opening the store', () => {
  it.each(refused)('refuses %s with %s and leaves it as it is', async (_, code, make) => {
    using folder = createTemporaryFolder()
    const path = join(folder.path, 'arena.db')
    await make(path)
    const before = hash(path)
    await expect(createLibsqlStore({ path })).rejects.toMatchObject({ code, isRetryable: false })
    expect(hash(path)).toBe(before)
    expect(readdirSync(folder.path)).toEqual(['arena.db'])
  })

  it('leaves the journal of a refused file as it is', async () => {
    using folder = createTemporaryFolder()
    const [path, live] = [join(folder.path, 'arena.db'), join(folder.path, 'live.db')]
    const client = createClient({ url: `file:${live}`, concurrency: 1 })
    await client.execute('PRAGMA journal_mode = WAL')
    await client.execute('CREATE TABLE notes (text)')
    for (const suffix of ['', '-wal']) copyFileSync(`${live}${suffix}`, `${path}${suffix}`)
    await closeClient(client)
    const before = [hash(path), hash(`${path}-wal`)]
    await expect(createLibsqlStore({ path })).rejects.toMatchObject({ code: 'database-foreign' })
    expect([hash(path), hash(`${path}-wal`)]).toEqual(before)
  })

  it('takes up what a killed owner left in the journal', async () => {
    using folder = createTemporaryFolder()
    const [path, live] = [join(folder.path, 'arena.db'), join(folder.path, 'live', 'arena.db')]
    mkdirSync(join(folder.path, 'live'))
    const killed = await createLibsqlStore({ path: live })
    await killed.ensureOwner(owner)
    await killed.commit([reportCommit()])
    for (const suffix of ['', '-wal']) copyFileSync(`${live}${suffix}`, `${path}${suffix}`)
    await killed.close()
    const store = await createLibsqlStore({ path })
    expect((await store.readStanding(owner))?.progress.counts.reports).toBe(1)
    await store.close()
  })

  it('names the process that has the database open', async () => {
    using folder = createTemporaryFolder()
    const path = join(folder.path, 'arena.db')
    const store = await createLibsqlStore({ path })
    await expect(createLibsqlStore({ path })).rejects.toMatchObject({
      code: 'database-in-use',
      message: expect.stringContaining(`process ${process.pid}`),
    })
    await store.ensureOwner(owner)
    await store.close()
    expect(readdirSync(folder.path)).toEqual(['arena.db'])
    const next = await createLibsqlStore({ path })
    expect(await next.readWorkspaces()).toHaveLength(1)
    await next.close()
  })

  it('refuses a path where no file can be', async () => {
    using folder = createTemporaryFolder()
    writeFileSync(join(folder.path, 'file'), 'x')
    mkdirSync(join(folder.path, 'folder'))
    for (const path of [join(folder.path, 'file', 'arena.db'), join(folder.path, 'folder')]) {
      await expect(createLibsqlStore({ path })).rejects.toMatchObject({ code: 'database-unwritable' })
    }
  })

  it('makes the folder and a whole file', async () => {
    using folder = createTemporaryFolder()
    const path = join(folder.path, 'a b%20?#', 'arena.db')
    await (await createLibsqlStore({ path })).close()
    expect(readdirSync(join(folder.path, 'a b%20?#'))).toEqual(['arena.db'])
  })
})
