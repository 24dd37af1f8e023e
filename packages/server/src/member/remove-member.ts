import { changeAccess } from '../access/change-access.ts'
import { requireAuthority } from '../access/require-authority.ts'
import type { Auth } from '../authenticate.ts'
import type { ServerParts } from '../server-parts.ts'
import type { MemberRecord } from '../store/directory.ts'

interface Context {
  readonly auth: Auth
  readonly parts: ServerParts
}

/** Ends a membership: his keys and streams end at once, what he has earned stays in the ledger. */
export async function removeMember(userId: string, { auth, parts }: Context): Promise<MemberRecord> {
  const { store, clock } = parts.deps
  const member = await requireAuthority(auth, userId, store)
  const removedAtInMs = member.removedAtInMs ?? clock()
  await changeAccess(
    auth.workspaceId,
    [
      { kind: 'member-changed', userId, removedAtInMs },
      { kind: 'member-placed', userId, teamId: null, joinedAtInMs: removedAtInMs },
      { kind: 'keys-revoked', userId, revokedAtInMs: removedAtInMs },
    ],
    parts,
  )
  return { ...member, teamId: null, removedAtInMs }
}

/** Takes a removed member back, with his history and without keys: he needs a new one. */
export async function restoreMember(userId: string, { auth, parts }: Context): Promise<MemberRecord> {
  const member = await requireAuthority(auth, userId, parts.deps.store)
  await changeAccess(auth.workspaceId, [{ kind: 'member-changed', userId, removedAtInMs: null }], parts)
  return { ...member, removedAtInMs: null }
}
