import {
  type AgentProgress,
  type CountName,
  type Counts,
  countNames,
  emptyUserProgress,
  type UserProgress,
} from '@arena/core'
import type { agentStats } from './schema/agent.ts'
import type { userProgress } from './schema/user-progress.ts'

type Columns<Progress extends { readonly counts: Counts }> = Counts & Omit<Progress, 'counts'>

/** Progress as the columns of its table: the counts beside the rest. */
export function progressToColumns<Progress extends { readonly counts: Counts }>({
  counts,
  ...rest
}: Progress): Columns<Progress> {
  return { ...counts, ...rest }
}

export function columnsToAgentProgress(row: typeof agentStats.$inferSelect): AgentProgress {
  const { xp, level, highestLevel } = row
  return { counts: columnsToCounts(row), xp, level, highestLevel }
}

export function columnsToUserProgress(row: typeof userProgress.$inferSelect): UserProgress {
  return {
    counts: columnsToCounts(row),
    xp: row.xp,
    level: row.level,
    highestLevel: row.highestLevel,
    agentsUsed: row.agentsUsed,
    agentsAtLevel2: row.agentsAtLevel2,
    agentsAtLevel5: row.agentsAtLevel5,
    successRun: row.successRun,
    longestSuccessRun: row.longestSuccessRun,
    longestStreakDays: row.longestStreakDays,
    achievements: row.achievements,
  }
}

function columnsToCounts(row: Counts): Counts {
  const counts: Record<CountName, number> = { ...emptyUserProgress.counts } // V8 would make a slow table of one built name by name
  for (const name of countNames) counts[name] = row[name]
  return counts
}
