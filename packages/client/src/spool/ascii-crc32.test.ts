import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { asciiCrc32 } from './ascii-crc32.ts'

it('gives for ASCII what zlib gives, and nothing for other text', () => {
  const text = fc.oneof(fc.string({ unit: 'binary-ascii' }), fc.string({ unit: 'binary' }))
  fc.assert(
    fc.property(text, (text) => {
      const isAscii = Buffer.byteLength(text) === text.length
      expect(asciiCrc32(text)).toBe(isAscii ? crc32(text) : null)
    }),
  )
})
