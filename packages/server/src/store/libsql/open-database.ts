import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { threadId } from 'node:worker_threads'
import { ArenaError } from '@arena/core'
import { checkFile, describeFailure, unwritable } from './check-file.ts'
import { releaseClient } from './close-client.ts'
import { type Connection, createConnection } from './connection.ts'
import { linkFile } from './link-file.ts'
import { migrateSchema } from './migrate-schema.ts'
import { type ClientOptions, openClient } from './open-client.ts'
import { removeOwnerFile, writeOwnerFile } from './owner-file.ts'
import { removeLeftovers } from './remove-leftovers.ts'

export interface DatabaseOptions extends ClientOptions {
  readonly onFatal: (error: ArenaError) => void
  readonly clock: () => number
}

/** Becomes the owner of a database file, which it makes when there is none. Throws `database-...` errors. */
export async function openDatabase({ onFatal, clock, ...options }: DatabaseOptions): Promise<Connection> {
  const { path } = options
  try {
    if (!existsSync(path)) await makeFile(path)
    await checkFile(path)
    const client = await openClient(options)
    const connection = createConnection({ client, open: () => openClient(options), onFatal, clock })
    await migrateSchema(client).catch(async (cause: unknown) => {
      await connection.close()
      throw cause
    })
    writeOwnerFile(path)
    removeLeftovers(path)
    return {
      ...connection,
      async close() {
        await connection.close()
        removeOwnerFile(path)
      },
    }
  } catch (cause) {
    throw describeFailure(path, cause)
  }
}

/** Makes the file whole under another name, so that a death on the way leaves none behind that is half made. */
async function makeFile(path: string): Promise<void> {
  const unfinished = `${path}.new-${process.pid}-${threadId}` // threads of one process may open it at once
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const client = await openClient({ path: unfinished, lockingMode: 'exclusive' })
    await migrateSchema(client).finally(() => releaseClient(client))
    chmodSync(unfinished, 0o600) // it will hold what people wrote
    if (!linkFile(unfinished, path) && !existsSync(path)) renameSync(unfinished, path)
  } catch (cause) {
    throw ArenaError.is(cause) ? cause : unwritable(path, cause)
  } finally {
    for (const suffix of ['', '-wal']) removeQuietly(`${unfinished}${suffix}`)
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // it was never made: its folder is none
  }
}
