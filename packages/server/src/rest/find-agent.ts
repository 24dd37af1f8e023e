import { ArenaError, agentKey } from '@arena/core'
import type { AgentRecord, Store, UserId } from '../store/store.ts'

/** An agent of a user by its name or one of its aliases; `not-found` when the user has no report of it. */
export async function findAgent(
  { workspaceId, userId }: UserId,
  name: string,
  store: Pick<Store, 'readAgents'>,
): Promise<AgentRecord> {
  const key = agentKey(name)
  const agents = await store.readAgents({ workspaceId, userId })
  const agent = agents.find((record) => record.key === key || record.aliases.includes(key))
  if (!agent) throw new ArenaError('not-found', 'You have no reports of an agent of this name.')
  return agent
}
