import { renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createAcknowledgedSegments } from './acknowledged-segments.ts'
import { adoptSegments } from './adopt-segments.ts'
import { makeFolder } from './make-folder.ts'
import { onProcessExit } from './on-process-exit.ts'
import { removeFile } from './remove-file.ts'
import { createSegment, type Segment } from './segment.ts'
import { newFreeSegmentName, newSegmentName } from './segment-name.ts'
import type { Destination, Spool } from './spool.ts'
import { measureSpool } from './spool-size.ts'

export interface FileSpoolOptions {
  readonly destination: Destination
  readonly clock: () => number
  /** Of all processes that share the folder, acknowledged segments included. */
  readonly maxBytes?: number
  readonly maxSegmentBytes?: number
  readonly onTornLines?: (count: number) => void
}

const megabyte = 1024 * 1024
const retryFolderAfterInMs = 5_000
const retryFullAfterInMs = 1_000
const checkPathEveryInMs = 1_000

/** Keeps reports in append-only files in `folder`. They survive this process, but no power cut: nothing is synced. */
export function createFileSpool(folder: string, options: FileSpoolOptions): Spool {
  const {
    destination,
    clock,
    maxBytes = 64 * megabyte,
    maxSegmentBytes = 4 * megabyte,
    onTornLines,
  } = options
  const acknowledgedFolder = join(folder, 'acknowledged')
  const acknowledged = createAcknowledgedSegments(acknowledgedFolder, { clock })
  const segments = new Set<Segment>()
  let current: Segment | null = null
  let currentCheckedAtInMs = 0
  let unwritableUntilInMs = 0
  let fullUntilInMs = 0
  let usedBytes = 0
  let nextMeasureAtBytes = 0
  let forgetExit: (() => void) | null = null

  function own(segment: Segment): void {
    segments.add(segment)
    forgetExit ??= onProcessExit(release)
  }

  function openCurrent(nowInMs: number): Segment {
    if (current !== null && current.size >= maxSegmentBytes) {
      const full = current
      current = null
      putAwayIfFinished(full)
    }
    if (current !== null && nowInMs - currentCheckedAtInMs >= checkPathEveryInMs) {
      currentCheckedAtInMs = nowInMs
      // Somebody may have cleared the folder; what was in it can still be read and sent by this process.
      if (statSync(current.path, { throwIfNoEntry: false }) === undefined) current = null
    }
    if (current === null) {
      makeFolder(folder)
      acknowledged.dropExpired()
      current = createSegment(join(folder, newSegmentName()), destination)
      currentCheckedAtInMs = nowInMs
      own(current)
    }
    return current
  }

  /** Frees the oldest acknowledged segments first. Measured seldom, since other processes write here too. */
  function hasRoom(bytes: number, nowInMs: number): boolean {
    if (nowInMs < fullUntilInMs) return false
    if (usedBytes >= nextMeasureAtBytes || usedBytes + bytes > maxBytes) {
      usedBytes = measureSpool([folder, acknowledgedFolder])
      while (usedBytes + bytes > maxBytes && acknowledged.dropOldest()) {
        usedBytes = measureSpool([folder, acknowledgedFolder])
      }
      nextMeasureAtBytes = usedBytes + Math.min(megabyte, maxBytes / 8)
    }
    if (usedBytes + bytes <= maxBytes) return true
    fullUntilInMs = nowInMs + retryFullAfterInMs
    return false
  }

  function putAwayIfFinished(segment: Segment): void {
    if (segment === current || !segment.isFinished || !segments.has(segment)) return
    segments.delete(segment)
    if (segment.isEmpty || segment.epoch === null) removeFile(segment.path)
    else acknowledged.keep(segment)
    segment.close()
  }

  function release(): void {
    current = null
    for (const segment of [...segments]) {
      putAwayIfFinished(segment)
      if (!segments.delete(segment)) continue
      try {
        renameSync(segment.path, join(dirname(segment.path), newFreeSegmentName()))
      } catch {}
      segment.close()
    }
    forgetExit?.()
    forgetExit = null
  }

  return {
    isOnDisk: true,

    append(json) {
      const nowInMs = clock()
      if (nowInMs < unwritableUntilInMs) return 'unwritable'
      try {
        if (!hasRoom(json.length, nowInMs)) return 'full'
        const segment = openCurrent(nowInMs)
        const sizeBefore = segment.size
        segment.append(json)
        usedBytes += segment.size - sizeBefore
        return 'kept'
      } catch {
        unwritableUntilInMs = nowInMs + retryFolderAfterInMs
        return 'unwritable'
      }
    },

    readBatch({ accepts, ...limits }) {
      for (const segment of segments) {
        if (segment.isFinished || !accepts(segment.destination)) continue
        try {
          const { reports, end, tornLines } = segment.read(limits)
          const finish = (): void => {
            if (tornLines > 0) onTornLines?.(tornLines)
            putAwayIfFinished(segment)
          }
          const discard = (): void => {
            segment.skip(end)
            finish()
          }
          if (reports.length > 0) {
            const acknowledge = (epoch: string): void => {
              segment.acknowledge(end, epoch)
              finish()
            }
            return { reports, acknowledge, discard }
          }
          discard()
        } catch {
          segments.delete(segment) // unreadable now; the file stays for another process
        }
      }
      return null
    },

    adopt(accepts) {
      adoptSegments(folder, { accepts, nowInMs: clock() }).forEach(own)
    },

    resendOtherEpochs(epoch, accepts) {
      for (const segment of segments) if (segment.epoch !== null && segment.epoch !== epoch) segment.rewind()
      acknowledged.takeOtherEpochs(epoch, { folder, accepts }).forEach(own)
    },

    close: release,
  }
}
