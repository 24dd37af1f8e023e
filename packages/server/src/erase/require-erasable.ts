import { ArenaError } from '@arena/core'
import { requireAuthority } from '../access/require-authority.ts'
import type { Auth } from '../authenticate.ts'
import type { MemberRecord } from '../store/directory.ts'
import type { Store } from '../store/store.ts'

/** Oneself, or a member whom the caller may manage. */
export async function requireErasable(
  auth: Auth,
  userId: string | undefined,
  store: Pick<Store, 'readMember'>,
): Promise<MemberRecord> {
  if (userId !== undefined && userId !== auth.userId) return requireAuthority(auth, userId, store)
  const member = await store.readMember(auth)
  if (!member) throw new ArenaError('not-found', 'There is no such member.')
  return member
}
