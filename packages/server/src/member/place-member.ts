import { ArenaError } from '@arena/core'
import { changeAccess } from '../access/change-access.ts'
import { requireRole } from '../access/require-role.ts'
import { requireTeam } from '../access/require-team.ts'
import type { Auth } from '../authenticate.ts'
import type { ServerParts } from '../server-parts.ts'
import type { TeamRecord } from '../store/directory.ts'

interface Placement {
  readonly teamId: string
  readonly userId: string
  /** Out of the team and into none. */
  readonly isOut?: boolean
}

/** Puts a member into a team, out of any other, or takes him out of it; anyone may leave. Credit follows from now on. */
export async function placeMember(
  { teamId, userId, isOut = false }: Placement,
  { auth, parts }: { readonly auth: Auth; readonly parts: ServerParts },
): Promise<TeamRecord> {
  const { store, clock } = parts.deps
  const { workspaceId } = auth
  if (!isOut || userId !== auth.userId) requireRole(auth, 'admin')
  const team = await requireTeam(auth, teamId, store)
  const member = await store.readMember({ workspaceId, userId })
  if (!member || member.removedAtInMs !== null) {
    throw new ArenaError('not-found', 'There is no such member.')
  }
  if (isOut && member.teamId !== teamId) throw new ArenaError('not-found', 'The member is not in this team.')
  if (!isOut && team.archivedAtInMs !== null) {
    throw new ArenaError('invalid-input', 'teamId: the team is archived', {
      issues: [{ path: 'teamId', message: 'the team is archived' }],
    })
  }
  await changeAccess(
    workspaceId,
    [{ kind: 'member-placed', userId, teamId: isOut ? null : teamId, joinedAtInMs: clock() }],
    parts,
  )
  return team
}
