import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ArenaError } from '@arena/core'

/** Makes the folder of Arena's files, for its owner's eyes alone. Throws `no-home`. */
export async function makeHome(home: string): Promise<void> {
  try {
    if (await makeFolder(home)) return
    await makeHome(dirname(home))
    if (!(await makeFolder(home))) throw new Error('the folder above it takes none')
  } catch (cause) {
    if (ArenaError.is(cause)) throw cause
    const advice = 'Set ARENA_HOME to a folder in which Arena may keep its files.'
    throw new ArenaError('no-home', `The folder ${home} can't be made. ${advice}`, { cause })
  }
}

/** False when the folder above is missing. Node's own `recursive` was seen to never return in /proc. */
async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path, { mode: 0o700 })
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && dirname(path) !== path) return false
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return true
    throw error
  }
}
