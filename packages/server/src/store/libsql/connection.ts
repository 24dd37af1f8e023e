import { ArenaError } from '@arena/core'
import type { Client, InStatement, ResultSet } from '@libsql/client'
import { classifyFailure } from './classify-failure.ts'
import { closeClient, releaseClient } from './close-client.ts'
import { usualCheckpointSize } from './open-client.ts'

/** The one way to the database file: writes are batches, since a bare one can be acknowledged and then lost. */
export interface Connection {
  /** All statements see the same state. Results come in the order of the statements. */
  read<const T extends readonly InStatement[]>(statements: T): Promise<ResultsOf<T>>
  /** All or nothing, on disk when it resolves. Throws `store-unavailable` when it is unknown whether it was kept. */
  write<const T extends readonly InStatement[]>(statements: T): Promise<ResultsOf<T>>
  /** Runs `work` while the main file holds all that was written before, and nothing new goes into it. */
  holdMainFile<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

export type ResultsOf<T extends readonly InStatement[]> = { -readonly [K in keyof T]: ResultSet }

export interface ConnectionOptions {
  readonly client: Client
  /** Gives another client with all pragmas set, after a failure that may have spoiled the last one. */
  readonly open: () => Promise<Client>
  /** Called when the connection fails twice within 10 seconds: the process should end with 1. */
  readonly onFatal: (error: ArenaError) => void
  readonly clock: () => number
}

const calmInMs = 10_000

/** Holds one client and replaces it after any failure that leaves its state in doubt. */
export function createConnection({ client, open, onFatal, clock }: ConnectionOptions): Connection {
  let opened = Promise.resolve(client)
  let failedAtInMs = Number.NEGATIVE_INFINITY
  let isClosed = false

  async function replace(spoiled: Promise<Client>, error: ArenaError): Promise<void> {
    if (opened !== spoiled) return // another call that failed on the same client was first
    const isRepeated = clock() - failedAtInMs < calmInMs
    failedAtInMs = clock()
    const next = spoiled.then(closeClient, () => undefined).then(open)
    opened = next
    if (isRepeated) onFatal(error)
    await next.catch(() => undefined) // the next call meets the reason
  }

  async function run<T extends readonly InStatement[]>(
    statements: T,
    mode: 'read' | 'write',
  ): Promise<ResultsOf<T>> {
    if (isClosed) throw new ArenaError('store-unavailable', 'The store is closed.')
    const used = opened
    try {
      return (await runOn(await used, statements, mode)) as ResultsOf<T>
    } catch (cause) {
      const { error, isClientSpoiled } = classifyFailure(cause)
      if (isClientSpoiled && !isClosed) await replace(used, error)
      throw error
    }
  }

  return {
    read: (statements) => run(statements, 'read'),
    write: (statements) => run(statements, 'write'),
    async holdMainFile(work) {
      if (isClosed) throw new ArenaError('store-unavailable', 'The store is closed.')
      await moveJournal(await opened)
      try {
        return await work()
      } finally {
        if (!isClosed) await setCheckpointSize(await opened, usualCheckpointSize)
      }
    },
    async close() {
      if (isClosed) return
      isClosed = true
      await opened.then(releaseClient, () => undefined)
    },
  }
}

function runOn(
  client: Client,
  statements: readonly InStatement[],
  mode: 'read' | 'write',
): Promise<readonly ResultSet[]> {
  const [only, ...others] = statements
  // one read sees one state by itself; a transaction around it takes twice as long as the read
  if (only && others.length === 0 && mode === 'read') return client.execute(only).then((result) => [result])
  return client.batch([...statements], mode)
}

/** Brings all that is in the journal into the main file, and lets what comes next stay in the journal. */
async function moveJournal(client: Client): Promise<void> {
  await setCheckpointSize(client, 0)
  const { rows } = await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  if (rows[0]?.['busy'] === 0) return
  await setCheckpointSize(client, usualCheckpointSize)
  throw new ArenaError('store-unavailable', 'The database is being read. Try again.')
}

async function setCheckpointSize(client: Client, pages: number): Promise<void> {
  await client.execute(`PRAGMA wal_autocheckpoint = ${pages}`)
}
