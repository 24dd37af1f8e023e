import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Client } from '@libsql/client'

/**
 * Closes a client and makes sure that its lock on the file is gone. The binding keeps the connection open, lock
 * included, until the garbage collector has met every statement that was ever prepared on it.
 */
export async function closeClient(client: Client): Promise<void> {
  client.close()
  setFlagsFromString('--expose-gc')
  const collectGarbage: unknown = runInNewContext('gc')
  await nextTurn() // the statement that failed last is still referred to from this turn
  if (typeof collectGarbage === 'function') collectGarbage()
  await nextTurn() // finalizers run in a turn of their own
}

/** Closes a sound client: its journal is written back and its lock given up before, whatever is collected when. */
export async function releaseClient(client: Client): Promise<void> {
  try {
    await client.execute('PRAGMA journal_mode = DELETE')
    await client.execute('PRAGMA locking_mode = NORMAL')
    await client.execute('SELECT count(*) FROM sqlite_master') // the lock is given up with the next access
    client.close()
  } catch {
    await closeClient(client)
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
