import { rmSync } from 'node:fs'
import { ArenaError } from '@arena/core'
import type { Connection } from '../connection.ts'
import type { MainFileCopier } from './main-file-copier.ts'

/** Makes a copy of the database as it is now; reports are written on meanwhile. Leaves no part of one behind. */
export async function copyDatabase(
  { connection, copier }: { readonly connection: Connection; readonly copier: MainFileCopier },
  target: string,
): Promise<void> {
  try {
    await connection.holdMainFile(() => copier.copyTo(target))
  } catch (cause) {
    rmSync(target, { force: true })
    if (ArenaError.is(cause)) throw cause
    const isFull = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC'
    throw isFull
      ? new ArenaError('disk-full', 'The disk is full. No copy was made; free some space.', { cause })
      : new ArenaError('store-unavailable', 'The copy could not be made. Try again.', { cause })
  }
}
