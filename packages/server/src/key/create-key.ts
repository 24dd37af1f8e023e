import { createSecret } from './create-secret.ts'
import { keyChecksum } from './is-key.ts'

/** A new API key, to be shown once. `random` gives that many random bytes. */
export function createKey(random?: (count: number) => Uint8Array): string {
  const secret = createSecret(random)
  return `arena_${secret}${keyChecksum(secret)}`
}
