import { accessSync, constants, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ArenaError } from '@arena/core'
import { type Client, createClient, LibsqlError } from '@libsql/client'
import { closeClient } from './close-client.ts'
import { isContinuation, readLedgerEnds } from './ledger-ends.ts'
import { linkFile } from './link-file.ts'
import { applicationId, currentSchemaVersion, newestMigrationAtInMs } from './migrate-schema.ts'
import { fileUrl } from './open-client.ts'
import { readOwner } from './owner-file.ts'

/** Above this size a full check would keep the start waiting; a damaged page is then met when it is read. */
const usualFullCheckLimitInBytes = 64 * 1024 * 1024

/** Refuses a file that is not a sound database of Arena, and leaves every byte of it as it is. */
export async function checkFile(
  path: string,
  { fullCheckLimitInBytes = usualFullCheckLimitInBytes }: { readonly fullCheckLimitInBytes?: number } = {},
): Promise<void> {
  const { size } = statDatabase(path)
  if (size === 0) throw corrupt(path, 'it is empty')
  // SQLite writes a left-over journal back when it closes a file, but not when the file has lost the name it
  // was opened by. So it gets a name of its own, which is removed before it closes.
  const folder = makeFolder(path)
  const clients: Client[] = []
  const open = (name: string) => {
    const client = createClient({ url: fileUrl(name), concurrency: 1 })
    clients.push(client)
    return client
  }
  try {
    const client = open(linkDatabase(path, folder))
    await checkContent(client, { path, isFullCheck: size <= fullCheckLimitInBytes })
    const alone = join(folder, 'alone.db')
    if (!existsSync(`${path}-wal`) || !linkFile(path, alone)) return
    const ends = { alone: await readLedgerEnds(open(alone)), withJournal: await readLedgerEnds(client) }
    if (!isContinuation(ends)) throw corrupt(path, `the journal beside it, ${path}-wal, is not its own`)
  } catch (cause) {
    throw describeFailure(path, cause)
  } finally {
    rmSync(folder, { recursive: true, force: true })
    for (const client of clients) await closeClient(client)
  }
}

/** The error that tells a person why the database could not be opened, and what to do. */
export function describeFailure(path: string, cause: unknown): unknown {
  if (!(cause instanceof LibsqlError)) return cause
  if (/^SQLITE_(BUSY|LOCKED)/.test(cause.code)) {
    const owner = readOwner(path)
    const holder = owner === null ? 'another process' : `process ${owner}`
    return new ArenaError(
      'database-in-use',
      `The database ${path} is in use by ${holder}. Stop that process, or choose another folder by ARENA_HOME.`,
      { cause },
    )
  }
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(cause.code)) return corrupt(path, cause.message, cause)
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|AUTH|IOERR)/.test(cause.code)) return unwritable(path, cause)
  return cause
}

async function checkContent(
  client: Client,
  { path, isFullCheck }: { readonly path: string; readonly isFullCheck: boolean },
): Promise<void> {
  const read = async (sql: string) => (await client.execute(sql)).rows[0]?.[0]
  const hasTables = (await read('SELECT count(*) FROM sqlite_master')) !== 0
  const application = await read('PRAGMA application_id')
  if (application !== applicationId && (hasTables || application !== 0)) {
    throw new ArenaError(
      'database-foreign',
      `${path} is a database of another program. Move it away, or choose another folder by ARENA_HOME.`,
    )
  }
  const version = Number(await read('PRAGMA user_version'))
  const newest = currentSchemaVersion()
  if (version > newest) throw newer(path, `schema ${version}, this one knows ${newest}`)
  // the version is written after the migrations, and may be missing when that was cut short
  const isMigrated =
    (await read("SELECT count(*) FROM sqlite_master WHERE name = '__drizzle_migrations'")) !== 0
  const last = isMigrated ? Number(await read('SELECT max(created_at) FROM __drizzle_migrations')) : 0
  if (last > newestMigrationAtInMs()) throw newer(path, 'it has a migration unknown to this one')
  const found = isFullCheck ? await read('PRAGMA quick_check(1)') : 'ok'
  if (found !== 'ok') throw corrupt(path, String(found).split('\n').at(-1) ?? '')
}

function statDatabase(path: string): { readonly size: number } {
  try {
    const stats = statSync(path)
    if (!stats.isFile()) throw new Error('not a file')
    accessSync(path, constants.R_OK | constants.W_OK)
    return stats
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

function makeFolder(path: string): string {
  try {
    return mkdtempSync(`${path}.check-`)
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

/** The name to open; the file's own where the file system has no links. */
function linkDatabase(path: string, folder: string): string {
  const name = join(folder, 'checked.db')
  if (!linkFile(path, name)) return path
  if (existsSync(`${path}-wal`)) linkFile(`${path}-wal`, `${name}-wal`)
  return name
}

function newer(path: string, why: string): ArenaError {
  return new ArenaError(
    'database-newer',
    `The database ${path} was written by a newer Arena (${why}). Update Arena.`,
  )
}

function corrupt(path: string, why: string, cause?: unknown): ArenaError {
  return new ArenaError(
    'database-corrupt',
    `The database ${path} is damaged (${why}). Nothing was changed. Put a backup in its place, or move it away to start afresh.`,
    { cause },
  )
}

/** Where a database can neither be made nor written. */
export function unwritable(path: string, cause: unknown): ArenaError {
  return new ArenaError(
    'database-unwritable',
    `The database ${path} cannot be written. Check the rights of the file and of its folder.`,
    { cause },
  )
}
