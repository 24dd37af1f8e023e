import { createHash } from 'node:crypto'
import type { Server } from '../transport/transport.ts'
import type { Destination } from './spool.ts'

/** Where reports go that are made under these hints. */
export function toDestination({
  url,
  key,
}: {
  readonly url: string | null
  readonly key: string | null
}): Destination {
  return { url, keyFingerprint: key === null ? null : fingerprint(key) }
}

/** Whether reports for `destination` may be sent to `server` with the key that we have for it. */
export function isDestinationOf(server: Server, { url, keyFingerprint }: Destination): boolean {
  if (url === null ? !server.isDiscovered : url !== server.url) return false
  return keyFingerprint === null ? server.keySource === 'stored' : keyFingerprint === fingerprint(server.key)
}

/** Names a key without giving it away. */
function fingerprint(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16)
}
