import { randomBytes } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const secretLength = 32
const largestFairByte = 247 // 248 is 4 x 62: bytes from there on would favour the first characters

/** 32 base-62 characters with 190 bits of chance. `random` gives that many random bytes. */
export function createSecret(random: (count: number) => Uint8Array = randomBytes): string {
  let secret = ''
  while (secret.length < secretLength) {
    for (const byte of random(secretLength)) {
      if (byte <= largestFairByte && secret.length < secretLength) secret += alphabet[byte % alphabet.length]
    }
  }
  return secret
}
