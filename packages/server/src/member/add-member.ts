import { changeAccess } from '../access/change-access.ts'
import { requireRole } from '../access/require-role.ts'
import { requireTeam } from '../access/require-team.ts'
import type { Auth } from '../authenticate.ts'
import { readWorkspace } from '../read-workspace.ts'
import type { ServerParts } from '../server-parts.ts'
import type { Scope } from '../store/key-record.ts'
import { type PreparedMember, prepareMember } from './prepare-member.ts'

interface MemberOrder {
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly teamId?: string | undefined
}

/** Adds a plain member at once, such as a machine that can't accept an invitation. */
export async function addMember(
  { name, scopes, teamId }: MemberOrder,
  { auth, parts }: { readonly auth: Auth; readonly parts: ServerParts },
): Promise<PreparedMember> {
  const { deps } = parts
  const { workspaceId } = auth
  requireRole(auth, 'admin')
  if (teamId !== undefined) await requireTeam(auth, teamId, deps.store)
  const { zone } = await readWorkspace(workspaceId, deps.store)
  const member = prepareMember(
    { workspaceId, name, zone, role: 'member', teamId: teamId ?? null, scopes },
    deps,
  )
  await changeAccess(workspaceId, member.changes, parts)
  return member
}
