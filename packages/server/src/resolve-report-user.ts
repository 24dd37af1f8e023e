import { ArenaError } from '@arena/core'
import { type Auth, requireScope } from './authenticate.ts'
import type { Store } from './store/store.ts'

/** Whose report a call is about: the key's own user, or for keys that may review any member. */
export async function resolveReportUser(
  userId: string | undefined,
  { auth, store }: { readonly auth: Auth; readonly store: Pick<Store, 'readUsers'> },
): Promise<string> {
  if (userId === undefined || userId === auth.userId) return auth.userId
  requireScope(auth, 'review')
  const users = await store.readUsers(auth.workspaceId)
  if (!users.some(({ id }) => id === userId)) throw new ArenaError('not-found', 'There is no such user.')
  return userId
}
