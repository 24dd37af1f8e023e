import { ArenaError, agentKey } from '@arena/core'
import type { Store, UserId } from '../store/store.ts'
import { findAgent } from './find-agent.ts'

interface Renaming {
  readonly agent: string
  readonly name: string
}

/** Renames an agent: it goes on as one under the new name, and reports under its old names are still its own. */
export async function renameAgent(
  id: UserId,
  { agent: present, name }: Renaming,
  store: Pick<Store, 'readAgents' | 'changeDirectory'>,
): Promise<void> {
  const agent = await findAgent(id, present, store)
  const aliasKey = agentKey(name)
  const other = await findAgent(id, name, store).catch(() => null)
  if (other && other.key !== agent.key) {
    throw new ArenaError('name-taken', 'Another agent of yours has this name.')
  }
  const { userId } = id
  await store.changeDirectory(id.workspaceId, [
    { kind: 'agent-changed', userId, agentKey: agent.key, name },
    ...(other ? [] : [{ kind: 'agent-alias-added' as const, userId, agentKey: agent.key, aliasKey }]),
  ])
}
