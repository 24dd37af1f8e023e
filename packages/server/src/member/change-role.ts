import { changeAccess } from '../access/change-access.ts'
import { memberScopes } from '../access/grantable-scopes.ts'
import { requireAuthority } from '../access/require-authority.ts'
import { requireRole } from '../access/require-role.ts'
import type { Auth } from '../authenticate.ts'
import type { ServerParts } from '../server-parts.ts'
import type { MemberRecord, Role } from '../store/directory.ts'

/** Gives a member another role, as only owners may. Who becomes a plain member loses keys that go beyond one. */
export async function changeRole(
  { userId, role }: { readonly userId: string; readonly role: Role },
  { auth, parts }: { readonly auth: Auth; readonly parts: ServerParts },
): Promise<MemberRecord> {
  const { store, clock } = parts.deps
  requireRole(auth, 'owner')
  const member = await requireAuthority(auth, userId, store)
  const keys = role === 'member' && member.role !== 'member' ? await store.listKeys(auth.workspaceId) : []
  const beyond = keys.filter(
    (key) => key.userId === userId && !key.scopes.every((scope) => memberScopes.includes(scope)),
  )
  await changeAccess(
    auth.workspaceId,
    [
      { kind: 'member-changed', userId, role },
      ...beyond.map(({ id }) => ({
        kind: 'key-revoked' as const,
        keyId: id,
        revokedAtInMs: clock(),
      })),
    ],
    parts,
  )
  return { ...member, role }
}
