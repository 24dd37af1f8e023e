import { ArenaError } from '@arena/core'
import type { Store, UserId, UserStanding } from './store/store.ts'

/** Where a user stands; throws when there is no such user. */
export async function readStanding(id: UserId, store: Pick<Store, 'readStanding'>): Promise<UserStanding> {
  const standing = await store.readStanding({ workspaceId: id.workspaceId, userId: id.userId })
  if (!standing) throw new ArenaError('not-found', 'There is no such user.')
  return standing
}
