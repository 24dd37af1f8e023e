import { renameSync, unlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { newSegmentName } from './segment-name.ts'

/** Removes a file that other processes may take at the same time: only who renamed it may unlink it. */
export function removeFile(path: string): void {
  const claimed = join(dirname(path), `${newSegmentName()}.removed`)
  try {
    renameSync(path, claimed)
    unlinkSync(claimed)
  } catch {} // another process has it
}
