import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { type AgentOptions, type AgentProcess, startAgent } from './agent-process.ts'

/** A fresh ARENA_HOME with the agents that were started on it; it goes with them. */
export async function temporaryHome() {
  const home = await mkdtemp(`${tmpdir()}/arena-none-`)
  const agents: AgentProcess[] = []
  return {
    home,
    start(options: Omit<AgentOptions, 'home'>) {
      const agent = startAgent({ ...options, home })
      agents.push(agent)
      return agent
    },
    idsOfAll: () => agents.flatMap(({ ids }) => ids),
    async [Symbol.asyncDispose]() {
      await Promise.all(agents.map((agent) => agent.kill()))
      await rm(home, { recursive: true, force: true })
    },
  }
}
