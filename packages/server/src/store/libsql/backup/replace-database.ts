import { existsSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ArenaError } from '@arena/core'
import type { Client } from '@libsql/client'
import { isProcessAlive } from '../../../is-process-alive.ts'
import { checkFile, describeFailure } from '../check-file.ts'
import { closeClient } from '../close-client.ts'
import { linkFile } from '../link-file.ts'
import { openClient } from '../open-client.ts'
import { readOwner } from '../owner-file.ts'

/**
 * Puts a file in a database's place and keeps the database under another name; says whether there was one. Whoever
 * dies on the way leaves the old one or the new one in place. Throws `database-in-use`.
 */
export async function replaceDatabase(
  path: string,
  { by, keptAs }: { readonly by: string; readonly keptAs: string },
): Promise<boolean> {
  const isThere = existsSync(path)
  const client = isThere ? await lockOut(path) : null
  try {
    if (isThere) keep(path, keptAs)
    // a journal belongs to one file only, and would be written into the next of that name
    if (existsSync(`${path}-wal`)) keep(`${path}-wal`, `${keptAs}-wal`)
    rmSync(`${path}-wal`, { force: true })
    renameSync(by, path)
    await syncFolder(dirname(path))
    return isThere
  } finally {
    if (client) await closeClient(client)
  }
}

/** Keeps everyone out until the client is closed; null where the file is too damaged for it. */
async function lockOut(path: string): Promise<Client | null> {
  try {
    await checkFile(path) // SQLite would throw the journal of a damaged file away
    const client = await openClient({ path, lockingMode: 'exclusive' })
    await client.execute('PRAGMA journal_mode = DELETE') // all of it is in the one file, and the lock stays
    return client
  } catch (cause) {
    const failure = describeFailure(path, cause)
    if (ArenaError.is(failure) && failure.code === 'database-in-use') throw failure
    const owner = readOwner(path)
    if (!isProcessAlive(owner)) return null
    throw new ArenaError('database-in-use', `The database ${path} is in use by process ${owner}.`, { cause })
  }
}

function keep(path: string, name: string): void {
  if (existsSync(name)) throw new ArenaError('file-unusable', `${name} is there already. Try again.`)
  if (!linkFile(path, name)) renameSync(path, name)
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}
