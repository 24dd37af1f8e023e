import { ArenaError } from '@arena/core'
import { changeAccess } from '../access/change-access.ts'
import { requireAuthority } from '../access/require-authority.ts'
import type { Auth } from '../authenticate.ts'
import type { ServerParts } from '../server-parts.ts'
import type { MemberRecord } from '../store/directory.ts'

type MemberUpdate = {
  readonly [Name in 'name' | 'zone' | 'isProfileVisible' | 'isOnBoards']?: MemberRecord[Name] | undefined
}

/** Changes one's own settings; those who manage a member may change his name and time zone. */
export async function updateMember(
  { userId, ...fields }: MemberUpdate & { readonly userId: string },
  { auth, parts }: { readonly auth: Auth; readonly parts: ServerParts },
): Promise<MemberRecord> {
  const { store } = parts.deps
  if (userId !== auth.userId) {
    await requireAuthority(auth, userId, store)
    if (fields.isProfileVisible !== undefined || fields.isOnBoards !== undefined) {
      throw new ArenaError('wrong-user', 'Only members themselves decide who sees them.')
    }
  }
  await changeAccess(auth.workspaceId, [{ kind: 'member-changed', userId, ...fields }], parts)
  const member = await store.readMember({ workspaceId: auth.workspaceId, userId })
  if (!member) throw new ArenaError('not-found', 'There is no such member.')
  return member
}
