import { setTimeout as wait } from 'node:timers/promises'
import { ArenaError } from '@arena/core'
import type { Config } from '../config.ts'
import { isProcessAlive } from '../is-process-alive.ts'
import { readServerFile } from '../server-file.ts'
import { readOwner } from '../store/libsql/owner-file.ts'
import { claimDatabase, dropClaim } from './claim.ts'

export interface TakeOptions {
  /** Called before the wait for an engine that is asked to give the database up. */
  readonly onClaim?: () => void
  /** How long an engine may take. It lets requests under way finish for 3 s and commits what it has. Default 10,000. */
  readonly patienceInMs?: number
}

const lookEveryInMs = 25
const tryEveryInMs = 1_000

/**
 * Runs what needs the database for itself; an engine embedded in another process is asked to hand it over first.
 * Throws `database-in-use` at once when a server owns it, and in the end when it was not handed over.
 */
export async function takeDatabase<T>(
  { home, databasePath }: Pick<Config, 'home' | 'databasePath'>,
  use: () => Promise<T>,
  { onClaim, patienceInMs = 10_000 }: TakeOptions = {},
): Promise<T> {
  const giveUpAtInMs = performance.now() + patienceInMs
  let hasClaim = false
  try {
    for (;;) {
      try {
        return await use()
      } catch (error) {
        if (!ArenaError.is(error) || error.code !== 'database-in-use') throw error
        if (!hasClaim && (await isServed(home))) throw error
        if (performance.now() > giveUpAtInMs) throw notHandedOver(error, patienceInMs)
      }
      if (!hasClaim) {
        await claimDatabase(home)
        hasClaim = true
        onClaim?.()
      }
      await waitWhileOwned(databasePath)
    }
  } finally {
    if (hasClaim) await dropClaim(home)
  }
}

/** Until the owner says that it is gone, and not for long: it may have been killed, or never have said that it is there. */
async function waitWhileOwned(path: string): Promise<void> {
  for (let waitedInMs = 0; waitedInMs < tryEveryInMs; waitedInMs += lookEveryInMs) {
    await wait(lookEveryInMs)
    if (!isProcessAlive(readOwner(path))) return
  }
}

/** Whether a server of its own owns the database. An engine may be about to start or to stop, and says nothing then. */
async function isServed(home: string): Promise<boolean> {
  const address = await readServerFile(home)
  return address !== null && !address.isEmbedded && isProcessAlive(address.pid)
}

function notHandedOver(cause: ArenaError, patienceInMs: number): ArenaError {
  const waited = `It was asked to hand the database over and has not within ${patienceInMs / 1000} s.`
  return new ArenaError('database-in-use', `${cause.message} ${waited}`, { cause })
}
