import { renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isWithin } from '../is-within.ts'
import { createAcknowledgedSegments } from './acknowledged-segments.ts'
import { adoptSegments } from './adopt-segments.ts'
import { makeFolder } from './make-folder.ts'
import { onProcessExit } from './on-process-exit.ts'
import { removeFile } from './remove-file.ts'
import { createSegment, type Segment } from './segment.ts'
import { newFreeSegmentName, newSegmentName } from './segment-name.ts'
import type { Destination, Spool, SpoolLimits } from './spool.ts'
import { measureSpool } from './spool-size.ts'

export interface FileSpoolOptions {
  readonly destination: Destination
  readonly clock: () => number
  /** Of all processes that share the folder, acknowledged segments included. */
  readonly maxBytes?: number
  readonly maxSegmentBytes?: number
  /** Each adopted segment is an open file, of which the host may have few. */
  readonly maxAdopted?: number
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
    maxAdopted = 16,
    onTornLines,
  } = options
  const acknowledgedFolder = join(folder, 'acknowledged')
  const acknowledged = createAcknowledgedSegments(acknowledgedFolder, { clock })
  const segments = new Set<Segment>()
  const adopted = new Set<Segment>()
  let current: Segment | null = null
  let currentCheckedAtInMs = 0
  let unwritableSinceInMs = Number.NEGATIVE_INFINITY
  let fullSinceInMs = Number.NEGATIVE_INFINITY
  const measureEveryBytes = Math.min(megabyte, maxBytes / 8)
  let usedBytes = 0
  let nextMeasureAtBytes = measureEveryBytes
  let isMeasureDue = true
  let measuring: NodeJS.Immediate | undefined
  let resendEpoch: string | null = null
  let forgetExit: (() => void) | null = null

  function own(segment: Segment): void {
    segments.add(segment)
    forgetExit ??= onProcessExit(release)
  }

  function forget(segment: Segment): boolean {
    adopted.delete(segment)
    return segments.delete(segment)
  }

  function openCurrent(nowInMs: number): Segment {
    if (current !== null && current.size >= maxSegmentBytes) {
      const full = current
      current = null
      putAwayIfFinished(full)
    }
    const checked = { sinceInMs: currentCheckedAtInMs, forInMs: checkPathEveryInMs }
    if (current !== null && !isWithin(nowInMs, checked)) {
      currentCheckedAtInMs = nowInMs
      // Somebody may have cleared the folder; what was in it can still be read and sent by this process.
      if (statSync(current.path, { throwIfNoEntry: false }) === undefined) current = null
    }
    if (current === null) {
      makeFolder(folder)
      current = createSegment(join(folder, newSegmentName()), destination)
      currentCheckedAtInMs = nowInMs
      own(current)
    }
    return current
  }

  /** Counts what other processes write too, and frees acknowledged segments, some more than needed at once. */
  function measure(neededBytes: number): void {
    isMeasureDue = false
    usedBytes = measureSpool([folder, acknowledgedFolder])
    const missing = usedBytes + neededBytes - maxBytes
    if (missing > 0) usedBytes -= acknowledged.dropOldest(missing + measureEveryBytes)
    nextMeasureAtBytes = usedBytes + measureEveryBytes
  }

  function hasRoom(bytes: number, nowInMs: number): boolean {
    if (isWithin(nowInMs, { sinceInMs: fullSinceInMs, forInMs: retryFullAfterInMs })) return false
    if (usedBytes + bytes > maxBytes || usedBytes >= nextMeasureAtBytes + measureEveryBytes) measure(bytes)
    else if (isMeasureDue || usedBytes >= nextMeasureAtBytes) {
      // With thousands of files this takes long: not while somebody waits for `append`.
      measuring ??= setImmediate(() => {
        measuring = undefined
        measure(0)
      }).unref()
    }
    if (usedBytes + bytes <= maxBytes) return true
    fullSinceInMs = nowInMs
    return false
  }

  function putAwayIfFinished(segment: Segment): void {
    if (segment === current || !segment.isFinished || !segments.has(segment)) return
    forget(segment)
    if (segment.isEmpty || segment.epoch === null) removeFile(segment.path)
    else acknowledged.keep(segment)
    segment.close()
  }

  function adoptMore(accepts: SpoolLimits['accepts']): boolean {
    const limit = maxAdopted - adopted.size
    if (limit <= 0) return false
    const taken = adoptSegments(folder, { accepts, nowInMs: clock(), limit })
    if (resendEpoch !== null && taken.length < limit) {
      const rest = limit - taken.length
      taken.push(...acknowledged.takeOtherEpochs(resendEpoch, { folder, accepts, limit: rest }))
    }
    for (const segment of taken) {
      own(segment)
      adopted.add(segment)
    }
    if (taken.length === limit) return true
    resendEpoch = null
    return false
  }

  function release(): void {
    clearImmediate(measuring)
    measuring = undefined
    current = null
    for (const segment of [...segments]) {
      putAwayIfFinished(segment)
      if (!forget(segment)) continue
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
      if (isWithin(nowInMs, { sinceInMs: unwritableSinceInMs, forInMs: retryFolderAfterInMs }))
        return 'unwritable'
      try {
        if (!hasRoom(json.length, nowInMs)) return 'full'
        const segment = openCurrent(nowInMs)
        const sizeBefore = segment.size
        segment.append(json)
        usedBytes += segment.size - sizeBefore
        return 'kept'
      } catch {
        unwritableSinceInMs = nowInMs
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
            const isMore = (other: Segment) => !other.isFinished && accepts(other.destination)
            const isRest =
              end >= segment.size && ![...segments].some((other) => other !== segment && isMore(other))
            return { reports, isRest, acknowledge, discard }
          }
          discard()
        } catch {
          forget(segment) // unreadable now; the file stays for another process
          if (segment === current) current = null
          segment.close()
        }
      }
      return null
    },

    adopt(accepts) {
      acknowledged.dropExpired()
      return adoptMore(accepts)
    },

    resendOtherEpochs(epoch, accepts) {
      for (const segment of segments) if (segment.epoch !== null && segment.epoch !== epoch) segment.rewind()
      resendEpoch = epoch
      adoptMore(accepts)
    },

    close: release,
  }
}
