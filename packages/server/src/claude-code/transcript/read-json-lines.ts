import { createReadStream } from 'node:fs'
import { asObject, type JsonObject } from '../read-json-value.ts'

export interface JsonLinesOptions {
  /** Called for each line that is no JSON object, a torn last one included. Blank lines do not count. */
  readonly onSkippedLine: () => void
  /** Longer lines are skipped, so that a damaged file cannot fill the memory. */
  readonly maxLineBytes?: number
}

const lineFeed = 0x0a

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
    const text = Buffer.concat(parts).toString('utf8')
    parts = []
    bytes = 0
    if (!isTooLong && text.trim() === '') return null
    const value = isTooLong ? null : parseObject(text)
    if (value === null) onSkippedLine()
    return value
  }

  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
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

function parseObject(text: string): JsonObject | null {
  try {
    return asObject(JSON.parse(text))
  } catch {
    return null
  }
}
