import { ArenaError } from '@arena/core'
import { changeAccess } from '../access/change-access.ts'
import { hashKey } from '../key/hash-key.ts'
import { readWorkspace } from '../read-workspace.ts'
import type { ServerParts } from '../server-parts.ts'
import type { WorkspaceRecord } from '../store/store.ts'
import { type PreparedMember, prepareMember } from './prepare-member.ts'

interface Acceptance {
  readonly code: string
  readonly name: string
  readonly zone?: string | undefined
}

interface Accepted extends PreparedMember {
  readonly workspace: WorkspaceRecord
}

/** Makes who holds the code a member. The code is spent with it, or nothing has happened. */
export async function acceptInvitation(
  { code, name, zone }: Acceptance,
  parts: Pick<ServerParts, 'deps' | 'authenticator' | 'feed'>,
): Promise<Accepted> {
  const { store, clock } = parts.deps
  const invitation = await store.findInvitation(hashKey(code))
  if (!invitation) {
    throw new ArenaError('invalid-invitation', 'The invitation is unknown, used, expired or revoked.')
  }
  const { workspaceId, id, role, scopes, teamId } = invitation
  const workspace = await readWorkspace(workspaceId, store)
  const member = prepareMember(
    { workspaceId, name, zone: zone ?? workspace.zone, role, teamId, scopes },
    parts.deps,
  )
  await changeAccess(
    workspaceId,
    [{ kind: 'invitation-used', id, usedAtInMs: clock() }, ...member.changes],
    parts,
  )
  return { ...member, workspace }
}
