import { ArenaError } from '@arena/core'
import { type Auth, requireScope } from '../authenticate.ts'
import type { Store } from '../store/store.ts'

/** Whose report a call is about: the key's own user, or any member where the key may review; `not-found` without one. */
export async function requireReportUser(
  auth: Auth,
  userId: string | undefined,
  store: Pick<Store, 'readMember'>,
): Promise<string> {
  if (userId === undefined || userId === auth.userId) return auth.userId
  requireScope(auth, 'review')
  const member = await store.readMember({ workspaceId: auth.workspaceId, userId })
  if (!member) throw new ArenaError('not-found', 'There is no such user.')
  return userId
}
