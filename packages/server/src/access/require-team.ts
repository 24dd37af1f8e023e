import { ArenaError } from '@arena/core'
import type { Auth } from '../authenticate.ts'
import type { TeamRecord } from '../store/directory.ts'
import type { Store } from '../store/store.ts'
import { hasRole } from './require-role.ts'

/** The team; `not-found` when there is none, and for members of other teams. */
export async function requireTeam(
  auth: Pick<Auth, 'workspaceId' | 'role' | 'teamId'>,
  teamId: string,
  store: Pick<Store, 'readTeams'>,
): Promise<TeamRecord> {
  const isOpen = auth.teamId === teamId || hasRole(auth, 'admin')
  const team = isOpen && (await store.readTeams(auth.workspaceId)).find(({ id }) => id === teamId)
  if (!team) throw new ArenaError('not-found', 'There is no such team, or it is not yours.')
  return team
}
