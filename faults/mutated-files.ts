import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { createClient } from '@libsql/client'
import { closeClient } from '../packages/server/src/store/libsql/close-client.ts'
import { createLibsqlStore } from '../packages/server/src/store/libsql/libsql-store.ts'
import { owner, reportCommit } from '../packages/server/test/report-commit.ts'

/** Turns a sound database into something that must not be opened. Beside it lie `.other`, a live one, and its `-wal`. */
type Mutation = (path: string) => void | Promise<void>

const pageSize = 4096

/** By what they are called. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'an empty file': (path) => writeFileSync(path, ''),
  'random bytes': (path) => writeFileSync(path, randomBytes(20 * pageSize)),
  'a text': (path) => writeFileSync(path, 'all that was reported\n'.repeat(1000)),
  'a folder': (path) => {
    rmSync(path)
    mkdirSync(path)
  },
  'a packed database': (path) => writeFileSync(path, gzipSync(readFileSync(path))),
  'half a database': (path) => truncateSync(path, Math.floor(readFileSync(path).length / 2)),
  'a database without its last page': (path) => truncateSync(path, readFileSync(path).length - pageSize),
  'a header alone': (path) => truncateSync(path, 100),
  'another magic word': (path) => overwrite(path, 0, Buffer.from('SQLite format 4\0')),
  'a page size that is none': (path) => overwrite(path, 16, Buffer.from([0x12, 0x34])),
  'a file format of the future': (path) => overwrite(path, 18, Buffer.from([9, 9])),
  'a schema of noise': (path) => overwrite(path, 100, randomBytes(pageSize - 100)),
  'a table of noise': (path) => spoilRoot(path, 'xp_events'),
  'an index of noise': (path) => spoilRoot(path, 'xp_events_report'),
  'a page of zeros in the middle': (path) => overwrite(path, middleOf(path), Buffer.alloc(pageSize)),
  'two pages that changed places': async (path) => {
    const [a, b] = [await rootOf(path, 'xp_events'), await rootOf(path, 'xp_events_by_user')]
    const bytes = readFileSync(path)
    const [pageA, pageB] = [pageAt(bytes, a), pageAt(bytes, b)]
    overwrite(path, a, pageB)
    overwrite(path, b, pageA)
  },
  'tables of Arena under the mark of another program': (path) => runIn(path, 'PRAGMA application_id = 1234'),
  'a database of another program': async (path) => {
    rmSync(path)
    await runIn(path, 'CREATE TABLE notes (text)')
  },
  'a newer schema': (path) => runIn(path, 'PRAGMA user_version = 1000'),
  'a migration that is not known': (path) =>
    runIn(path, "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9999999999999)"),
  'a journal of a database of another program': (path) => keepJournal(path),
  'a journal of another database of Arena': async (path) => {
    const live = `${path}.other`
    const store = await createLibsqlStore({ path: live })
    await store.ensureOwner(owner)
    await store.commit(Array.from({ length: 50 }, () => reportCommit({ agent: 'other' })))
    copyFileSync(`${live}-wal`, `${path}-wal`)
    await store.close()
    rmSync(live)
  },
  'a journal of a database of another program, and an empty file': async (path) => {
    await keepJournal(path)
    writeFileSync(path, '')
  },
}

/** A database of Arena with a few hundred reports. */
export async function makeSoundDatabase(path: string): Promise<void> {
  const store = await createLibsqlStore({ path })
  await store.ensureOwner(owner)
  await store.commit(Array.from({ length: 200 }, (_, n) => reportCommit({ agent: `agent-${n % 9}` })))
  await store.advanceProjections(owner.workspaceId, 1000)
  await store.close()
}

/** Leaves the journal of another program's database, which has it open, beside this one. */
async function keepJournal(path: string): Promise<void> {
  const live = `${path}.other`
  const client = createClient({ url: `file:${live}`, concurrency: 1 })
  await client.execute('PRAGMA journal_mode = WAL')
  await client.execute('CREATE TABLE notes (text)')
  copyFileSync(`${live}-wal`, `${path}-wal`)
  await closeClient(client)
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${live}${suffix}`, { force: true })
}

async function runIn(path: string, statement: string): Promise<void> {
  const client = createClient({ url: `file:${path}`, concurrency: 1 })
  await client.execute(statement)
  await closeClient(client)
}

/** Where the first page of a table or an index lies. */
async function rootOf(path: string, name: string): Promise<number> {
  const client = createClient({ url: `file:${path}`, concurrency: 1 })
  const sql = 'SELECT rootpage FROM sqlite_master WHERE name = ?'
  const { rows } = await client.execute({ sql, args: [name] })
  await closeClient(client)
  return (Number(rows[0]?.['rootpage']) - 1) * pageSize
}

async function spoilRoot(path: string, name: string): Promise<void> {
  overwrite(path, await rootOf(path, name), randomBytes(pageSize))
}

function middleOf(path: string): number {
  return Math.floor(readFileSync(path).length / 2 / pageSize) * pageSize
}

function pageAt(bytes: Buffer, offset: number): Buffer {
  return Buffer.from(bytes.subarray(offset, offset + pageSize))
}

function overwrite(path: string, offset: number, content: Buffer): void {
  const bytes = readFileSync(path)
  content.copy(bytes, offset)
  writeFileSync(path, bytes)
}
