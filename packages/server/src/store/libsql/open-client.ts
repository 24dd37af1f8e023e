import { ArenaError } from '@arena/core'
import { type Client, createClient } from '@libsql/client'
import { closeClient } from './close-client.ts'

export interface ClientOptions {
  readonly path: string
  /** `normal` lets a second connection in, which only tests of failures want. */
  readonly lockingMode: 'exclusive' | 'normal'
}

const journalLimitInBytes = 64 * 1024 * 1024
/** In pages, 16 MB in all: boards and figures change the same pages again and again, and are moved once. */
export const usualCheckpointSize = 4000

/** Opens the one client and sets its pragmas, reading each back: they hold for this connection alone. */
export async function openClient({ path, lockingMode }: ClientOptions): Promise<Client> {
  // More than one connection would mean pragmas unset on the others, and the lock held against ourselves.
  const client = createClient({ url: fileUrl(path), concurrency: 1 })
  try {
    for (const [name, value, expected] of pragmas(lockingMode)) {
      await client.execute(`PRAGMA ${name} = ${value}`)
      const { rows } = await client.execute(`PRAGMA ${name}`)
      if (rows[0]?.[0] !== expected) {
        throw new ArenaError(
          'store-unavailable',
          `The database does not accept ${name} = ${value}, without which writes could be lost.`,
          { isRetryable: false },
        )
      }
    }
    return client
  } catch (cause) {
    await closeClient(client)
    throw cause
  }
}

/** The order matters: WAL without shared memory needs the exclusive lock first. */
function pragmas(lockingMode: ClientOptions['lockingMode']) {
  return [
    ['locking_mode', lockingMode.toUpperCase(), lockingMode],
    ['journal_mode', 'WAL', 'wal'],
    ['synchronous', 'FULL', 2],
    ['foreign_keys', 'ON', 1],
    ['trusted_schema', 'OFF', 0],
    ['secure_delete', 'ON', 1], // what is erased must not stand in free pages
    ['wal_autocheckpoint', usualCheckpointSize, usualCheckpointSize],
    ['journal_size_limit', journalLimitInBytes, journalLimitInBytes],
  ] as const
}

/** A path as a `file:` URL that the client does not read parameters or escapes into. */
export function fileUrl(path: string): string {
  return `file:${path.split('/').map(encodeURIComponent).join('/')}`
}
