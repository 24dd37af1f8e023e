import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { ArenaError } from '@arena/core'

const ownerOnly = 0o600

/** Writes a file for its owner's eyes, so that a reader sees the old text or the new, never a part. */
export async function writeFileWhole(path: string, text: string): Promise<void> {
  const temporaryPath = `${path}.${randomUUID()}.tmp`
  try {
    await writeFile(temporaryPath, text, { mode: ownerOnly, flag: 'wx', flush: true })
    await rename(temporaryPath, path)
  } catch (cause) {
    await rm(temporaryPath, { force: true }).catch(() => undefined) // the first error is the one to tell
    throw writeError(path, cause)
  }
}

function writeError(path: string, cause: unknown): ArenaError {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC') {
    return new ArenaError('disk-full', `The disk is full: ${path} can't be written. Free some space.`, {
      cause,
    })
  }
  const advice = 'Set ARENA_HOME to a folder in which Arena may keep its files.'
  return new ArenaError('no-home', `${path} can't be written. ${advice}`, { cause })
}
