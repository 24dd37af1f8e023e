import { isoTime, isoTimeOrNull } from '../iso-time.ts'
import type { MemberRecord, Role } from '../store/directory.ts'

/** A member as the members of his workspace see him. */
export interface MemberView {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly teamId: string | null
  /** ISO 8601. */
  readonly joinedAt: string
  readonly removedAt: string | null
  readonly isProfileVisible: boolean
  readonly isOnBoards: boolean
}

export function memberView(record: MemberRecord): MemberView {
  const { id, name, role, teamId, isProfileVisible, isOnBoards } = record
  return {
    ...{ id, name, role, teamId },
    joinedAt: isoTime(record.createdAtInMs),
    removedAt: isoTimeOrNull(record.removedAtInMs),
    ...{ isProfileVisible, isOnBoards },
  }
}
