import { ArenaError, agentKey } from '@arena/core'
import type { AgentRecord, Store, UserId } from '../store/store.ts'

/** An agent of a user by any name it reports or reported under. */
export async function findAgent(
  { workspaceId, userId }: UserId,
  name: string,
  store: Pick<Store, 'readAgents'>,
): Promise<AgentRecord> {
  const wanted = agentKey(name)
  const agents = await store.readAgents({ workspaceId, userId })
  const agent = agents.find(({ key, aliases }) => key === wanted || aliases.includes(wanted))
  if (!agent) throw new ArenaError('not-found', 'There are no reports of an agent of this name.')
  return agent
}
