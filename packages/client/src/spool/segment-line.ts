import { crc32 } from 'node:zlib'
import { asciiCrc32 } from './ascii-crc32.ts'

const prefixLength = '["00000000",'.length

export interface SegmentLine {
  readonly text: string
  readonly bytes: number
}

/** One line of a segment: a JSON array of the checksum and the value, whose JSON text is given. */
export function encodeLine(json: string): SegmentLine {
  const ascii = asciiCrc32(json)
  const text = `["${toHex(ascii ?? crc32(json))}",${json}]\n`
  return { text, bytes: ascii === null ? Buffer.byteLength(text) : text.length }
}

/** The JSON text in a line (without its line break), or null when the line is torn or altered. */
export function decodeLine(line: Buffer): string | null {
  if (line.length < prefixLength + 1 || line[line.length - 1] !== 0x5d) return null
  const body = line.subarray(prefixLength, line.length - 1)
  const prefix = `["${toHex(crc32(body))}",`
  return line.toString('latin1', 0, prefixLength) === prefix ? body.toString('utf8') : null
}

function toHex(checksum: number): string {
  return checksum.toString(16).padStart(8, '0')
}
