import { createHash } from 'node:crypto'

const format = /^arena_([0-9A-Za-z]{32})([0-9a-z]{6})$/

/** Whether a text has the form of a key and its checksum is right, which needs no database. */
export function isKey(text: string): boolean {
  const [, secret, checksum] = format.exec(text) ?? []
  return secret !== undefined && checksum === keyChecksum(secret)
}

/** Six base-36 characters that catch a mistyped or cut key. */
export function keyChecksum(secret: string): string {
  const number = createHash('sha256').update(`arena-key:${secret}`).digest().readUInt32BE(0)
  return (number % 36 ** 6).toString(36).padStart(6, '0')
}
