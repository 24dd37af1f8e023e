import { ArenaError } from '@arena/core'
import type { Auth } from '../authenticate.ts'
import type { MemberRecord } from '../store/directory.ts'
import type { Store } from '../store/store.ts'
import { hasRole } from './require-role.ts'

/** A member whose profile the caller may open: himself, a visible one, or any for admins; else `not-found`. */
export async function requireMember(
  auth: Pick<Auth, 'workspaceId' | 'userId' | 'role'>,
  userId: string,
  store: Pick<Store, 'readMember'>,
): Promise<MemberRecord> {
  const member = await store.readMember({ workspaceId: auth.workspaceId, userId })
  const isOpen = member && (member.isProfileVisible || userId === auth.userId || hasRole(auth, 'admin'))
  if (!isOpen) throw new ArenaError('not-found', 'There is no such member, or the profile is hidden.')
  return member
}
