import { changeAccess } from '../access/change-access.ts'
import { readWorkspace } from '../read-workspace.ts'
import type { ServerParts } from '../server-parts.ts'
import type { DirectoryChange, MemberRecord } from '../store/directory.ts'
import { pseudonymOf } from './pseudonym-of.ts'

export interface ErasedNames {
  /** Agents of which something was said that is gone. */
  readonly agents: number
  readonly keys: number
  /** What the member is called from now on. */
  readonly name: string
}

const nothingSaid = { displayName: null, category: null, specialties: [] }
const erasedKeyName = 'erased'

/** Takes away what tells who a member is and what he called his things. Agents go on under the names they report by. */
export async function eraseNamesOf(
  member: MemberRecord,
  { workspaceId, parts }: { readonly workspaceId: string; readonly parts: ServerParts },
): Promise<ErasedNames> {
  const { store } = parts.deps
  const userId = member.id
  const [members, held, allKeys, workspace] = await Promise.all([
    store.readMembers(workspaceId),
    store.readAgents({ workspaceId, userId }),
    store.listKeys(workspaceId),
    readWorkspace(workspaceId, store),
  ])
  const others = members.filter(({ id }) => id !== userId)
  const name = pseudonymOf(
    userId,
    others.map((other) => other.name),
  )
  const agents = held.filter(
    ({ displayName, category, specialties }) =>
      displayName !== null || category !== null || specialties.length > 0,
  )
  const keys = allKeys.filter((key) => key.userId === userId && key.name !== erasedKeyName)
  const isNamedAfterOwner = member.role === 'owner' && workspace.name === member.name
  const changes: readonly DirectoryChange[] = [
    { kind: 'member-changed', userId, name },
    ...agents.map(({ key }) => ({ kind: 'agent-changed' as const, userId, agentKey: key, ...nothingSaid })),
    ...keys.map(({ id }) => ({ kind: 'key-renamed' as const, keyId: id, name: erasedKeyName })),
    ...(isNamedAfterOwner ? [{ kind: 'workspace-changed' as const, name }] : []),
  ]
  await changeAccess(workspaceId, changes, parts)
  return { agents: agents.length, keys: keys.length, name }
}
