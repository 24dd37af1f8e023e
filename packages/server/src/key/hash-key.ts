import { createHash } from 'node:crypto'

/** What is stored of a key: SHA-256 in hex. A key has too much chance in it to need a slow hash. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}
