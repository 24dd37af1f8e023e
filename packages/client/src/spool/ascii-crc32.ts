const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit += 1) rest = (rest & 1) === 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
  return rest
})

/**
 * What zlib's `crc32` gives for the text, or null when it is not all ASCII. Node's own goes through native code that a host which
 * reports now and then never has warm: there it takes twice as long, and does not tell how many bytes the text has.
 */
export function asciiCrc32(text: string): number | null {
  let rest = -1
  let seen = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    seen |= code
    rest = (table[(rest ^ code) & 0xff] ?? 0) ^ (rest >>> 8)
  }
  return seen < 0x80 ? ~rest >>> 0 : null
}
