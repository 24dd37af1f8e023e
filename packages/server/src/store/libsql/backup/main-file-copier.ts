import { closeSync, fstatSync, openSync, read } from 'node:fs'
import { type FileHandle, open, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { ArenaError } from '@arena/core'

/** Copies the main file of a database that this process has open. */
export interface MainFileCopier {
  /** Writes a new file, on disk when it resolves. Rejects when the main file was written to meanwhile. */
  copyTo(target: string): Promise<void>
  /** To be called after the database was closed. Ends a copy under way. */
  close(): Promise<void>
}

const chunkInBytes = 1024 * 1024
const keptFreeInBytes = 64 * 1024 * 1024
const readInto = promisify(read)

/**
 * Its descriptor of the main file stays open until the database is closed: when a process closes any descriptor of a
 * file, POSIX takes away every lock that it has on that file, and another process could open the database.
 */
export function createMainFileCopier(path: string): MainFileCopier {
  let source: number | null = null
  let isClosed = false
  let copying: Promise<unknown> = Promise.resolve()

  async function copy(target: string): Promise<void> {
    source ??= openSync(path, 'r')
    const before = fstatSync(source, { bigint: true })
    await requireSpace(target, Number(before.size))
    const file = await open(target, 'wx', 0o600)
    try {
      await copyBytes(source, file, Number(before.size))
      await file.sync()
    } finally {
      await file.close()
    }
    if (fstatSync(source, { bigint: true }).mtimeNs !== before.mtimeNs) {
      throw new ArenaError('store-unavailable', 'The database was reopened while it was copied. Try again.')
    }
  }

  async function copyBytes(from: number, to: FileHandle, size: number): Promise<void> {
    const chunk = Buffer.allocUnsafe(chunkInBytes)
    for (let position = 0; position < size; ) {
      if (isClosed) throw new ArenaError('store-unavailable', 'The store is closed.')
      const { bytesRead } = await readInto(from, chunk, 0, Math.min(chunkInBytes, size - position), position)
      if (bytesRead === 0)
        throw new ArenaError('store-unavailable', 'The database became shorter while it was copied.')
      await to.writeFile(chunk.subarray(0, bytesRead))
      position += bytesRead
    }
  }

  return {
    copyTo(target) {
      const copied = copy(target)
      copying = copied.catch(() => undefined)
      return copied
    },
    async close() {
      isClosed = true
      await copying
      if (source !== null) closeSync(source)
      source = null
    },
  }
}

/** A copy must not take the space that the server needs to go on. */
async function requireSpace(target: string, size: number): Promise<void> {
  const { bavail, bsize } = await statfs(dirname(target))
  if (bavail * bsize >= size + keptFreeInBytes) return
  throw new ArenaError('disk-full', `There is no room for a copy of ${size} bytes beside the database.`)
}
