import { randomUUID } from 'node:crypto'
import { access, constants, link, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { ArenaError } from '@arena/core'

const leftoverAgeInMs = 60_000

/**
 * Makes a file that is there whole or not at all: `write` fills it under another name. Takes no file's place, and
 * removes what an earlier writer of the same file left when it was killed.
 */
export async function writeNewFile<T>(path: string, write: (unfinished: string) => Promise<T>): Promise<T> {
  await refusePresent(path)
  const beginning = `${basename(path)}.unfinished-`
  await removeLeftovers(dirname(resolve(path)), beginning)
  const unfinished = join(dirname(path), `${beginning}${randomUUID()}`)
  try {
    const result = await write(unfinished)
    await refusePresent(path)
    // a link takes no file's place, but not every file system has them
    await link(unfinished, path).catch(() => rename(unfinished, path))
    return result
  } finally {
    await rm(unfinished, { force: true })
  }
}

async function refusePresent(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (isThere) throw new ArenaError('file-unusable', `${path} is there already. Name another file.`)
  try {
    await access(dirname(resolve(path)), constants.W_OK)
  } catch (cause) {
    throw new ArenaError('file-unusable', `${path} can't be written: see its folder and its rights.`, {
      cause,
    })
  }
}

async function removeLeftovers(folder: string, beginning: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(beginning)) continue
    const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > leftoverAgeInMs) await rm(join(folder, name), { force: true })
  }
}
