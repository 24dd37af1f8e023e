import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { JsonObject } from '../read-json-value.ts'
import type { PreparedShape } from '../select-json/json-shape.ts'
import { selectJson } from '../select-json/select-json.ts'

export interface JsonLinesOptions {
  /** What is wanted of the line that comes next. */
  readonly shapeOfNext: () => PreparedShape
  /** `readAgain` reads another part of the same line, until the next one comes. */
  readonly onObject: (object: JsonObject, readAgain: (shape: PreparedShape) => JsonObject) => void
  /** Called for each line that is no JSON object, a torn last one included. Blank lines do not count. */
  readonly onSkippedLine: () => void
  /** Longer lines are skipped, so that a damaged file cannot fill the memory. */
  readonly maxLineBytes?: number
}

export interface FileFacts {
  readonly bytes: number
  readonly modifiedAtInMs: number
}

const lineFeed = 0x0a
const chunkBytes = 256 * 1024

/** Kept from one file for the next. */
let spareBuffer: Buffer | null = null

/**
 * Gives the JSON objects of a JSONL file in order, one line in memory at a time, and resolves with what is known of the
 * file. Rejects only if the file cannot be read.
 */
export async function readJsonLines(path: string, options: JsonLinesOptions): Promise<FileFacts> {
  const { maxLineBytes = 64 * 1024 * 1024, onSkippedLine } = options
  const takeLine = createLineReader(options)
  // Most transcripts are one chunk, for which a stream through Node's threads takes longer than all the rest.
  const file = openSync(path, 'r')
  let buffer = spareBuffer ?? Buffer.allocUnsafe(chunkBytes)
  spareBuffer = null
  try {
    const { size, mtimeMs } = fstatSync(file)
    let held = 0 // bytes of a line that has begun
    let isTooLong = false
    for (let left = size; left > 0; ) {
      if (held === buffer.length - 1) buffer = Buffer.concat([buffer], 2 * buffer.length)
      const count = readSync(file, buffer, held, Math.min(left, buffer.length - 1 - held), null)
      if (count === 0) break // cut meanwhile
      left -= count
      const filled = held + count
      buffer[filled] = lineFeed
      let start = 0
      for (let stop = buffer.indexOf(lineFeed, held); stop < filled; stop = buffer.indexOf(lineFeed, start)) {
        if (isTooLong || stop - start > maxLineBytes) onSkippedLine()
        else takeLine(buffer, start, stop)
        isTooLong = false
        start = stop + 1
      }
      isTooLong ||= filled - start > maxLineBytes
      held = isTooLong ? 0 : filled - start
      buffer.copyWithin(0, filled - held, filled)
      if (left > 0) await nextTurn() // others get their turn between the chunks of a large file
    }
    buffer[held] = lineFeed
    if (isTooLong) onSkippedLine()
    else takeLine(buffer, 0, held)
    return { bytes: size, modifiedAtInMs: mtimeMs }
  } finally {
    if (buffer.length === chunkBytes) spareBuffer = buffer
    closeSync(file)
  }
}

function createLineReader({ shapeOfNext, onObject, onSkippedLine }: JsonLinesOptions) {
  let bytes: Buffer = Buffer.alloc(0)
  let start = 0
  let stop = 0
  const readAgain = (shape: PreparedShape) => selectJson(bytes, start, stop, shape)

  function read(): JsonObject | null {
    try {
      return selectJson(bytes, start, stop, shapeOfNext())
    } catch {
      const text = bytes.toString('utf8', start, stop)
      if (text.trim() !== '') onSkippedLine()
      return null
    }
  }

  return (buffer: Buffer, from: number, to: number) => {
    bytes = buffer
    start = from
    stop = to
    const object = from === to ? null : read()
    if (object !== null) onObject(object, readAgain)
  }
}
