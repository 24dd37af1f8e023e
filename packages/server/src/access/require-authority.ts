import { ArenaError } from '@arena/core'
import type { Auth } from '../authenticate.ts'
import type { MemberRecord } from '../store/directory.ts'
import type { Store } from '../store/store.ts'
import { requireRole } from './require-role.ts'

/** A member whom the caller may manage: anyone for owners, plain members for admins. Throws otherwise. */
export async function requireAuthority(
  auth: Pick<Auth, 'workspaceId' | 'role'>,
  userId: string,
  store: Pick<Store, 'readMember'>,
): Promise<MemberRecord> {
  requireRole(auth, 'admin')
  const member = await store.readMember({ workspaceId: auth.workspaceId, userId })
  if (!member) throw new ArenaError('not-found', 'There is no such member.')
  if (member.role !== 'member') requireRole(auth, 'owner')
  return member
}
