import { readdirSync, renameSync, statSync, utimesSync } from 'node:fs'
import { basename, join } from 'node:path'
import { makeFolder } from './make-folder.ts'
import { removeFile } from './remove-file.ts'
import { openSegment, type Segment } from './segment.ts'
import { type TakeOptions, takeSegment } from './take-segment.ts'

const keptInMs = 24 * 60 * 60_000

/** Segments that a server has acknowledged, kept for a day in case that server is set back to an old backup. */
export interface AcknowledgedSegments {
  keep(segment: Segment): void
  /** Moves up to `limit` segments that a server of another epoch acknowledged into `folder`, as this process's own. */
  takeOtherEpochs(epoch: string, options: TakeManyOptions): Segment[]
  dropExpired(): void
  /** Drops the oldest until at least so many bytes are free, or none is left. Gives the bytes freed. */
  dropOldest(bytes: number): number
}

interface TakeManyOptions extends TakeOptions {
  readonly limit: number
}

interface KeptFile {
  readonly path: string
  readonly name: string
  readonly bytes: number
  readonly keptAtInMs: number
}

export function createAcknowledgedSegments(
  folder: string,
  { clock }: { readonly clock: () => number },
): AcknowledgedSegments {
  const epochOf = (name: string) => name.slice(0, Math.max(0, name.indexOf('~')))

  function list(): KeptFile[] {
    try {
      return readdirSync(folder).flatMap((name) => {
        const path = join(folder, name)
        const stat = name.endsWith('.ndjson') ? statSync(path, { throwIfNoEntry: false }) : undefined
        return stat === undefined ? [] : [{ path, name, bytes: stat.size, keptAtInMs: stat.mtimeMs }]
      })
    } catch {
      return []
    }
  }

  function takeOne(path: string, options: TakeOptions): Segment | null {
    try {
      const segment = openSegment(path)
      return segment && takeSegment(segment, options)
    } catch {
      return null // gone, or not readable for us
    }
  }

  return {
    keep(segment) {
      try {
        makeFolder(folder)
        const target = join(folder, `${encodeURIComponent(segment.epoch ?? '')}~${basename(segment.path)}`)
        renameSync(segment.path, target)
        const nowInSeconds = clock() / 1000
        utimesSync(target, nowInSeconds, nowInSeconds)
        segment.path = target
      } catch {} // it stays where it is, and is sent once more later, which counts nothing twice
    },
    takeOtherEpochs(epoch, options) {
      const taken: Segment[] = []
      for (const { path, name, keptAtInMs } of list()) {
        if (taken.length >= options.limit) break
        if (epochOf(name) === encodeURIComponent(epoch) || keptAtInMs < clock() - keptInMs) continue
        const segment = takeOne(path, options)
        if (segment !== null) taken.push(segment)
      }
      return taken
    },
    dropExpired() {
      for (const { path, keptAtInMs } of list()) if (keptAtInMs < clock() - keptInMs) removeFile(path)
    },
    dropOldest(bytes) {
      let freed = 0
      for (const oldest of list().sort((a, b) => a.keptAtInMs - b.keptAtInMs)) {
        if (freed >= bytes) break
        removeFile(oldest.path)
        freed += oldest.bytes
      }
      return freed
    },
  }
}
