import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { asObject, type JsonObject } from '../read-json-value.ts'

export interface JsonLinesOptions {
  /** Called for each line that is no JSON object, a torn last one included. Blank lines do not count. */
  readonly onSkippedLine: () => void
  /** Longer lines are skipped, so that a damaged file cannot fill the memory. */
  readonly maxLineBytes?: number
}

const lineFeed = 0x0a
const chunkBytes = 256 * 1024

/** The JSON objects of a JSONL file in order, one line in memory at a time. Throws only if the file cannot be read. */
export async function* readJsonLines(
  path: string,
  { onSkippedLine, maxLineBytes = 64 * 1024 * 1024 }: JsonLinesOptions,
): AsyncGenerator<JsonObject> {
  let parts: Buffer[] = []
  let bytes = 0
  const keep = (part: Buffer) => {
    bytes += part.length
    if (bytes <= maxLineBytes) parts.push(part)
    else parts = []
  }
  const takeLine = (): JsonObject | null => {
    const isTooLong = bytes > maxLineBytes
    const text = (parts.length === 1 ? parts[0] : Buffer.concat(parts))?.toString('utf8') ?? ''
    parts = []
    bytes = 0
    if (!isTooLong && text.trim() === '') return null
    const value = isTooLong ? null : parseObject(text)
    if (value === null) onSkippedLine()
    return value
  }

  for await (const chunk of readChunks(path)) {
    let start = 0
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      keep(chunk.subarray(start, end))
      start = end + 1
      const value = takeLine()
      if (value !== null) yield value
    }
    if (start < chunk.length) keep(chunk.subarray(start))
  }
  const last = takeLine()
  if (last !== null) yield last
}

/**
 * The bytes of a file. Most transcripts are one chunk, for which the five calls of a stream through Node's threads take
 * longer than all the rest; between the chunks of a large one others get their turn.
 */
async function* readChunks(path: string): AsyncGenerator<Buffer> {
  const file = openSync(path, 'r')
  try {
    let left = fstatSync(file).size
    while (left > 0) {
      const chunk = Buffer.allocUnsafe(Math.min(left, chunkBytes))
      const bytes = readSync(file, chunk)
      if (bytes === 0) return // cut meanwhile
      yield chunk.subarray(0, bytes)
      left -= bytes
      if (left > 0) await nextTurn()
    }
  } finally {
    closeSync(file)
  }
}

function parseObject(text: string): JsonObject | null {
  try {
    return asObject(JSON.parse(text))
  } catch {
    return null
  }
}
