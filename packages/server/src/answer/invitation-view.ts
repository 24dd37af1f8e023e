import { isoTime, isoTimeOrNull } from '../iso-time.ts'
import type { InvitationRecord, Role } from '../store/directory.ts'
import type { Scope } from '../store/key-record.ts'

/** An invitation without its code. */
export interface InvitationView {
  readonly id: string
  readonly role: Role
  readonly scopes: readonly Scope[]
  readonly teamId: string | null
  readonly invitedBy: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly expiresAt: string
  readonly usedAt: string | null
  readonly revokedAt: string | null
}

export function invitationView(record: InvitationRecord): InvitationView {
  const { id, role, scopes, teamId, invitedBy } = record
  return {
    ...{ id, role, scopes, teamId, invitedBy },
    createdAt: isoTime(record.createdAtInMs),
    expiresAt: isoTime(record.expiresAtInMs),
    usedAt: isoTimeOrNull(record.usedAtInMs),
    revokedAt: isoTimeOrNull(record.revokedAtInMs),
  }
}
