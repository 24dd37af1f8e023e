import { ArenaError } from '@arena/core'
import type { Auth } from '../authenticate.ts'
import type { Store } from '../store/store.ts'
import { hasRole } from './require-role.ts'

/** Throws unless the caller is an owner of the server's first workspace, whose people run the server itself. */
export async function requireServerOwner(
  auth: Pick<Auth, 'workspaceId' | 'role'>,
  store: Pick<Store, 'readWorkspaces'>,
): Promise<void> {
  const [first] = await store.readWorkspaces()
  if (hasRole(auth, 'owner') && auth.workspaceId === first?.id) return
  throw new ArenaError('missing-role', 'This needs the role owner in the first workspace of the server.')
}
