import { closeSync, fstatSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'
import { decodeLine, encodeLine, type SegmentLine } from './segment-line.ts'
import type { Destination } from './spool.ts'

/** The format of segments that this version writes and reads. */
const segmentFormat = 1
const readChunkBytes = 1024 * 1024
const lineBreak = 0x0a

/** One append-only file of reports. Its first line says where they go. */
export interface Segment {
  path: string
  readonly destination: Destination
  /** Bytes in the file. */
  readonly size: number
  /** The server's epoch that acknowledged what comes before the cursor. */
  readonly epoch: string | null
  /** Whether every report in it is acknowledged. */
  readonly isFinished: boolean
  /** Whether it holds no report at all. */
  readonly isEmpty: boolean
  append(json: string): void
  read(limits: { readonly maxReports: number; readonly maxBytes: number }): SegmentRead
  /** Moves the cursor behind what was read; back to the start when another epoch acknowledged the earlier part. */
  acknowledge(end: number, epoch: string): void
  /** Moves the cursor behind lines that hold no report. */
  skip(end: number): void
  rewind(): void
  close(): void
}

export interface SegmentRead {
  readonly reports: readonly string[]
  /** Where in the file the read part ends. */
  readonly end: number
  readonly tornLines: number
}

/** Makes a new segment file; throws when it cannot be written. */
export function createSegment(path: string, destination: Destination): Segment {
  const fd = openSync(path, 'ax+', 0o600)
  try {
    const header = encodeLine(JSON.stringify({ arenaSpool: segmentFormat, ...destination }))
    writeWhole(fd, header)
    return openedSegment({ fd, path, destination, start: header.bytes, size: header.bytes })
  } catch (error) {
    closeSync(fd)
    unlinkSync(path) // a full disk would gather an empty file at every try; nobody else takes a live process's
    throw error
  }
}

/** Opens what another process wrote. Null when its first line does not tell a destination; throws when unreadable. */
export function openSegment(path: string): Segment | null {
  const fd = openSync(path, 'r')
  try {
    const size = fstatSync(fd).size
    const head = readAt(fd, { from: 0, length: Math.min(size, 16 * 1024) })
    const end = head.indexOf(lineBreak)
    const destination = end === -1 ? null : readDestination(decodeLine(head.subarray(0, end)))
    if (destination !== null) return openedSegment({ fd, path, destination, start: end + 1, size })
    closeSync(fd)
    return null
  } catch (error) {
    closeSync(fd)
    throw error
  }
}

function openedSegment(file: {
  readonly fd: number
  path: string
  readonly destination: Destination
  readonly start: number
  size: number
}): Segment {
  const { fd, start, destination } = file
  let { size } = file
  let cursor = start
  let epoch: string | null = null
  let isTorn = false
  return {
    path: file.path,
    destination,
    get size() {
      return size
    },
    get epoch() {
      return epoch
    },
    get isFinished() {
      return cursor >= size
    },
    get isEmpty() {
      return size <= start
    },
    append(json) {
      const line = encodeLine(json)
      const before = isTorn ? '\n' : ''
      const written = writeSync(fd, before + line.text)
      size += written
      isTorn = written < before.length + line.bytes // the next line starts afresh, and readers skip this one
      if (isTorn) throw new Error('the disk took only a part of the line')
    },
    read({ maxReports, maxBytes }) {
      const reports: string[] = []
      let bytes = 0
      let end = cursor
      let tornLines = 0
      while (end < size && reports.length < maxReports) {
        const chunk = readAt(fd, { from: end, length: Math.min(size - end, readChunkBytes) })
        let offset = 0
        while (reports.length < maxReports) {
          const stop = chunk.indexOf(lineBreak, offset)
          if (stop === -1) break
          const json = stop === offset ? null : decodeLine(chunk.subarray(offset, stop))
          if (json === null && stop > offset) tornLines += 1
          if (json !== null) {
            bytes += stop - offset
            if (reports.length > 0 && bytes > maxBytes) return { reports, end: end + offset, tornLines }
            reports.push(json)
          }
          offset = stop + 1
        }
        if (offset === 0) {
          tornLines += 1
          offset = chunk.length // a torn tail, or no line of ours
        }
        end += offset
        if (chunk.length === 0) return { reports, end: size, tornLines }
      }
      return { reports, end, tornLines }
    },
    acknowledge(end, answeredBy) {
      cursor = epoch !== null && epoch !== answeredBy ? start : Math.max(cursor, end)
      epoch = answeredBy
    },
    skip(end) {
      cursor = Math.max(cursor, end)
    },
    rewind() {
      cursor = start
      epoch = null
    },
    close() {
      try {
        closeSync(fd)
      } catch {} // some file systems report only now that they could not write
    },
  }
}

function readAt(fd: number, { from, length }: { readonly from: number; readonly length: number }): Buffer {
  const buffer = Buffer.allocUnsafe(length)
  return buffer.subarray(0, readSync(fd, buffer, 0, length, from))
}

function writeWhole(fd: number, { text, bytes }: SegmentLine): void {
  if (writeSync(fd, text) < bytes) throw new Error('the disk took only a part of the line')
}

function readDestination(json: string | null): Destination | null {
  if (json === null) return null
  const { arenaSpool, url, keyFingerprint } = JSON.parse(json) as Record<string, unknown>
  if (arenaSpool !== segmentFormat || !isTextOrNull(url) || !isTextOrNull(keyFingerprint)) return null
  return { url, keyFingerprint }
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string'
}
