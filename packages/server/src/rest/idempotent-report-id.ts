import { createHash } from 'node:crypto'
import type { UserId } from '../store/store.ts'

/** Of Arena's REST reports; any UUID does, as long as it stays. */
const namespace = Buffer.from('0d3f6a2c51f74e5f9a7b8c1d2e3f4a5b', 'hex')

/** The id of the report that a user of a workspace sends under an Idempotency-Key: a UUID v5, the same for ever. */
export function idempotentReportId({ workspaceId, userId }: UserId, key: string): string {
  const name = JSON.stringify([workspaceId, userId, key])
  const bytes = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
