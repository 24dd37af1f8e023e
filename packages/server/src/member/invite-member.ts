import { requireRole } from '../access/require-role.ts'
import { requireTeam } from '../access/require-team.ts'
import type { Auth } from '../authenticate.ts'
import { createSecret } from '../key/create-secret.ts'
import { hashKey } from '../key/hash-key.ts'
import type { ServerParts } from '../server-parts.ts'
import type { InvitationRecord, Role } from '../store/directory.ts'
import type { Scope } from '../store/key-record.ts'

interface InvitationOrder {
  readonly role: Role
  readonly scopes: readonly Scope[]
  readonly teamId?: string | undefined
  readonly expiresInHours: number
}

/** Makes an invitation; its code works once and is returned here and nowhere else. Only owners invite more than members. */
export async function inviteMember(
  { role, scopes, teamId, expiresInHours }: InvitationOrder,
  { auth, parts }: { readonly auth: Auth; readonly parts: ServerParts },
): Promise<{ readonly code: string; readonly invitation: InvitationRecord }> {
  const { store, clock, newId } = parts.deps
  requireRole(auth, role === 'member' ? 'admin' : 'owner')
  if (teamId !== undefined) await requireTeam(auth, teamId, store)
  const code = `invite_${createSecret()}`
  const nowInMs = clock()
  const invitation: InvitationRecord = {
    id: newId(),
    role,
    scopes: [...new Set(scopes)],
    teamId: teamId ?? null,
    invitedBy: auth.userId,
    createdAtInMs: nowInMs,
    expiresAtInMs: nowInMs + expiresInHours * 3_600_000,
    usedAtInMs: null,
    revokedAtInMs: null,
  }
  await store.changeDirectory(auth.workspaceId, [
    { kind: 'invitation-added', invitation, hash: hashKey(code) },
  ])
  return { code, invitation }
}
