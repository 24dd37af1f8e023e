import { isoTime, isoTimeOrNull } from '../iso-time.ts'
import type { KeyRecord, Scope } from '../store/key-record.ts'

/** A key as it may be shown: without the key and its hash. */
export interface KeyView {
  readonly id: string
  readonly userId: string
  readonly name: string
  readonly scopes: readonly Scope[]
  /** The first characters, to tell keys apart. */
  readonly start: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly revokedAt: string | null
  /** To the minute. */
  readonly lastUsedAt: string | null
}

export function keyView(record: KeyRecord): KeyView {
  return {
    id: record.id,
    userId: record.userId,
    name: record.name,
    scopes: record.scopes,
    start: record.start,
    createdAt: isoTime(record.createdAtInMs),
    expiresAt: isoTimeOrNull(record.expiresAtInMs),
    revokedAt: isoTimeOrNull(record.revokedAtInMs),
    lastUsedAt: isoTimeOrNull(record.lastUsedAtInMs),
  }
}
