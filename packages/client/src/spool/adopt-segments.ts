import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isProcessAlive } from './process-identity.ts'
import { removeFile } from './remove-file.ts'
import { openSegment, type Segment } from './segment.ts'
import { segmentOwner } from './segment-name.ts'
import type { SpoolLimits } from './spool.ts'
import { type TakeOptions, takeSegment } from './take-segment.ts'

/** A segment of another host or container counts as left behind when nothing was written for this long. */
const foreignHostSilenceInMs = 60 * 60_000

interface AdoptOptions {
  readonly accepts: SpoolLimits['accepts']
  readonly nowInMs: number
  readonly limit: number
}

/**
 * Takes up to `limit` segments in `folder` whose processes are dead, each by renaming it: of two processes that
 * try, one succeeds. What goes to destinations that are not accepted stays.
 */
export function adoptSegments(folder: string, { accepts, nowInMs, limit }: AdoptOptions): Segment[] {
  const taken: Segment[] = []
  for (const name of listNames(folder)) {
    if (taken.length >= limit) break
    const path = join(folder, name)
    try {
      if (!isLeftBehind(path, { name, nowInMs })) continue
      const segment = takeOne(path, { folder, accepts })
      if (segment !== null) taken.push(segment)
    } catch {} // gone, or not readable for us
  }
  return taken
}

function takeOne(path: string, options: TakeOptions): Segment | null {
  const segment = openSegment(path)
  if (segment === null) {
    if (statSync(path).size === 0) removeFile(path) // its process died before it wrote anything
    return null
  }
  return takeSegment(segment, options)
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
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
