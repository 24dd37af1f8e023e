import { randomBytes } from 'node:crypto'
import { keyChecksum } from './is-key.ts'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const secretLength = 32
const largestFairByte = 247 // 248 is 4 x 62: bytes from there on would favour the first characters

/** A new API key with 190 bits of chance, to be shown once. `random` gives that many random bytes. */
export function createKey(random: (count: number) => Uint8Array = randomBytes): string {
  let secret = ''
  while (secret.length < secretLength) {
    for (const byte of random(secretLength)) {
      if (byte <= largestFairByte && secret.length < secretLength) secret += alphabet[byte % alphabet.length]
    }
  }
  return `arena_${secret}${keyChecksum(secret)}`
}
