import type { Outcome, Report } from '../report.ts'
import type { Breakdown } from '../score/breakdown.ts'
import { type CountChange, changeCounts, countChanges, countReport, emptyCounts } from './counts.ts'
import { addDay, runLength } from './day-runs.ts'
import { gainXp } from './gain-xp.ts'
import type { AgentProgress, Standing, UserProgress } from './progress.ts'

/** A report with the score the ledger keeps for it. `day` is the user's calendar day of the report. */
export interface ScoredReport {
  readonly report: Report
  readonly xp: number
  readonly breakdown: Breakdown
  readonly day: number
}

/** A report that takes the place of an earlier state of itself; null takes it out. */
export interface ReplacedReport {
  readonly before: Omit<ScoredReport, 'day'>
  readonly after: Omit<ScoredReport, 'day'> | null
}

/** Folds one scored report into a standing. The same reports in the same order give the same standing. */
export function advanceProgress(standing: Standing, { report, xp, breakdown, day }: ScoredReport): Standing {
  const days = report.outcome === 'cancelled' ? standing.days : addDay(standing.days, day)
  const advanced = foldCounts(standing, { xp, changes: countChanges(countReport(report, breakdown)) })
  const successRun = nextSuccessRun(standing.user.successRun, report.outcome)
  return {
    ...advanced,
    days,
    user: {
      ...advanced.user,
      successRun,
      longestSuccessRun: Math.max(successRun, standing.user.longestSuccessRun),
      longestStreakDays: Math.max(standing.user.longestStreakDays, runLength(days, day)),
    },
  }
}

/** Replaces what a report has counted. Runs of successes and of days stay as they were lived. */
export function replaceProgress(standing: Standing, { before, after }: ReplacedReport): Standing {
  return foldCounts(standing, {
    xp: (after?.xp ?? 0) - before.xp,
    changes: countChanges(
      after ? countReport(after.report, after.breakdown) : emptyCounts,
      countReport(before.report, before.breakdown),
    ),
  })
}

interface Change {
  readonly xp: number
  readonly changes: readonly CountChange[]
}

function foldCounts(standing: Standing, { xp, changes }: Change): Standing {
  const agent = gainXp({ ...standing.agent, counts: changeCounts(standing.agent.counts, changes) }, xp)
  const user = gainXp({ ...standing.user, counts: changeCounts(standing.user.counts, changes) }, xp)
  return { ...standing, agent, user: countAgent(user, standing.agent, agent) }
}

function countAgent(user: UserProgress, before: AgentProgress, after: AgentProgress): UserProgress {
  const crossing = (isMet: (agent: AgentProgress) => boolean) => Number(isMet(after)) - Number(isMet(before))
  return {
    ...user,
    agentsUsed: user.agentsUsed + crossing((agent) => agent.counts.successes > 0),
    agentsAtLevel2: user.agentsAtLevel2 + crossing((agent) => agent.highestLevel >= 2),
    agentsAtLevel5: user.agentsAtLevel5 + crossing((agent) => agent.highestLevel >= 5),
  }
}

function nextSuccessRun(run: number, outcome: Outcome): number {
  if (outcome === 'success') return run + 1
  return outcome === 'failure' ? 0 : run
}
