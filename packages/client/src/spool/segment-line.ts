import { crc32 } from 'node:zlib'

const prefixLength = '["00000000",'.length

/** One line of a segment: a JSON array of the checksum and the value, whose JSON text is given. */
export function encodeLine(json: string): string {
  return `["${crc32(json).toString(16).padStart(8, '0')}",${json}]\n`
}

/** The JSON text in a line (without its line break), or null when the line is torn or altered. */
export function decodeLine(line: Buffer): string | null {
  if (line.length < prefixLength + 1 || line[line.length - 1] !== 0x5d) return null
  const body = line.subarray(prefixLength, line.length - 1)
  const prefix = `["${crc32(body).toString(16).padStart(8, '0')}",`
  return line.toString('latin1', 0, prefixLength) === prefix ? body.toString('utf8') : null
}
