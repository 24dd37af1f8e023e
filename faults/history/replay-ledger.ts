import {
  type AgentProgress,
  achievementCatalog,
  emptyAgentProgress,
  emptyStanding,
  type LedgerEntry,
  processReport,
  rulesV1,
  type Standing,
} from '@arena/core'
import type { Ledger, Row } from './ledger.ts'

/** Processes the ledger's reports anew, one by one. Gives how many rows differ from what the rules make of them. */
export function replayLedger({ rows, zones }: Ledger): number {
  const standingByUser = new Map<string, Standing>()
  const agents = new Map<string, AgentProgress>()
  let expected: readonly LedgerEntry[] = []
  let wrong = 0
  for (const [index, row] of rows.entries()) {
    if (row.seq !== index + 1) wrong += 1
    if (row.kind === 'report' && row.report !== null) {
      const agentId = `${row.userId} ${row.agentKey}`
      const before = standingByUser.get(row.userId) ?? emptyStanding
      const { standing, entries } = processReport(
        { ...before, agent: agents.get(agentId) ?? emptyAgentProgress },
        row.report,
        { rules: rulesV1, catalog: achievementCatalog, zone: zones.get(row.userId) ?? 'UTC' },
      )
      standingByUser.set(row.userId, standing)
      agents.set(agentId, standing.agent)
      wrong += expected.length // unlocks that did not follow the last report
      expected = entries
    }
    const [entry, ...rest] = expected
    expected = rest
    if (entry === undefined || !isEntry(row, entry)) wrong += 1
  }
  return wrong + expected.length
}

function isEntry(row: Row, entry: LedgerEntry): boolean {
  return (
    row.kind === entry.kind &&
    row.xp === entry.xp &&
    row.agentXp === entry.agentXp &&
    row.userXp === entry.userXp &&
    row.userLevel === entry.userLevel &&
    row.agentLevel === entry.agentLevel
  )
}
