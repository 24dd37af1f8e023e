import { mkdir } from 'node:fs/promises'
import { ArenaError } from '@arena/core'

/** Makes the folder of Arena's files, for its owner's eyes alone. Throws `no-home`. */
export async function makeHome(home: string): Promise<void> {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 })
  } catch (cause) {
    const advice = 'Set ARENA_HOME to a folder in which Arena may keep its files.'
    throw new ArenaError('no-home', `The folder ${home} can't be made. ${advice}`, { cause })
  }
}
