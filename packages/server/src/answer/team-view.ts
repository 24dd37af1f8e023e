import { isoTime, isoTimeOrNull } from '../iso-time.ts'
import type { MemberRecord, TeamRecord } from '../store/directory.ts'

export interface TeamView {
  readonly id: string
  readonly name: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly archivedAt: string | null
  readonly members: readonly { readonly id: string; readonly name: string }[]
}

export function teamView(
  { id, name, createdAtInMs, archivedAtInMs }: TeamRecord,
  members: readonly MemberRecord[],
): TeamView {
  return {
    ...{ id, name },
    createdAt: isoTime(createdAtInMs),
    archivedAt: isoTimeOrNull(archivedAtInMs),
    members: members
      .filter(({ teamId }) => teamId === id)
      .map((member) => ({ id: member.id, name: member.name })),
  }
}
