import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { type AgentOptions, type AgentProcess, startAgent } from './agent-process.ts'
import { checkHistory, type HistoryFaults } from './history/check-history.ts'
import { readLedgerFile } from './history/ledger.ts'

/** A fresh ARENA_HOME with the agents that were started on it; it goes with them. */
export async function temporaryHome() {
  const home = await mkdtemp(`${tmpdir()}/arena-faults-`)
  const agents: AgentProcess[] = []
  return {
    home,
    start(options: Omit<AgentOptions, 'home'>) {
      const agent = startAgent({ ...options, home })
      agents.push(agent)
      return agent
    },
    /** Compares what all the agents reported with the ledger, which nobody may have open. */
    async check(): Promise<HistoryFaults> {
      const operations = agents.flatMap((agent) => agent.operations)
      return checkHistory({ operations, readings: [] }, await readLedgerFile(home))
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(agents.map((agent) => agent.kill()))
      await rm(home, { recursive: true, force: true })
    },
  }
}
