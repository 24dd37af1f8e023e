import { renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Segment } from './segment.ts'
import { newSegmentName } from './segment-name.ts'
import type { SpoolLimits } from './spool.ts'

export interface TakeOptions {
  /** Where it belongs from now on, under a name of this process. */
  readonly folder: string
  readonly accepts: SpoolLimits['accepts']
}

/** Makes an opened segment this process's by renaming it. Null, and closed, when it goes elsewhere or is taken. */
export function takeSegment(segment: Segment, { folder, accepts }: TakeOptions): Segment | null {
  if (accepts(segment.destination)) {
    const path = join(folder, newSegmentName())
    try {
      renameSync(segment.path, path)
      segment.path = path
      return segment
    } catch {} // another process was quicker
  }
  segment.close()
  return null
}
