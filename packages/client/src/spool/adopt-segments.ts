import { readdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isProcessAlive } from './process-identity.ts'
import { removeFile } from './remove-file.ts'
import { openSegment, type Segment } from './segment.ts'
import { newSegmentName, segmentOwner } from './segment-name.ts'
import type { Destination } from './spool.ts'

/** A segment of another host or container counts as left behind when nothing was written for this long. */
const foreignHostSilenceInMs = 60 * 60_000

/**
 * Takes the segments in `folder` whose processes are dead, each by renaming it: of two processes that try,
 * one succeeds. What goes to destinations that are not accepted stays.
 */
export function adoptSegments(
  folder: string,
  { accepts, nowInMs }: { readonly accepts: (destination: Destination) => boolean; readonly nowInMs: number },
): Segment[] {
  return listNames(folder).flatMap((name) => {
    const path = join(folder, name)
    try {
      if (!isLeftBehind(path, { name, nowInMs })) return []
      const segment = openSegment(path)
      if (segment === null) {
        if (statSync(path).size === 0) removeFile(path) // its process died before it wrote anything
        return []
      }
      if (accepts(segment.destination)) {
        segment.path = join(folder, newSegmentName())
        try {
          renameSync(path, segment.path)
          return [segment]
        } catch {} // another process was quicker
      }
      segment.close()
    } catch {} // gone, or not readable for us
    return []
  })
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function isLeftBehind(
  path: string,
  { name, nowInMs }: { readonly name: string; readonly nowInMs: number },
): boolean {
  const owner = segmentOwner(name)
  if (owner === null) return false
  const isAlive = isProcessAlive(owner)
  if (isAlive !== null) return !isAlive
  return statSync(path).mtimeMs < nowInMs - foreignHostSilenceInMs
}
