import type { Deps } from '../deps.ts'
import { type IssuedKey, prepareKey } from '../key/issue-key.ts'
import type { DirectoryChange, Role } from '../store/directory.ts'
import type { Scope } from '../store/key-record.ts'

interface MemberPlan {
  readonly workspaceId: string
  readonly name: string
  readonly zone: string
  readonly role: Role
  readonly teamId: string | null
  /** Of the first key. */
  readonly scopes: readonly Scope[]
}

export interface PreparedMember extends IssuedKey {
  readonly userId: string
  readonly changes: readonly DirectoryChange[]
}

/** A new member with a first key, as changes of the directory to be made together. */
export function prepareMember(
  { workspaceId, name, zone, role, teamId, scopes }: MemberPlan,
  { clock, newId }: Pick<Deps, 'clock' | 'newId'>,
): PreparedMember {
  const userId = newId()
  const nowInMs = clock()
  const { change, ...issued } = prepareKey(
    { owner: { workspaceId, userId }, name: 'first key', scopes, expiresAtInMs: null },
    { clock, newId },
  )
  return {
    ...issued,
    userId,
    changes: [
      { kind: 'member-added', member: { id: userId, name, zone, role, createdAtInMs: nowInMs } },
      { kind: 'member-placed', userId, teamId, joinedAtInMs: nowInMs },
      change,
    ],
  }
}
