import { type Counts, type LevelStanding, levelForXp } from '@arena/core'
import { isoTime } from '../iso-time.ts'
import type { AgentDescription } from '../store/directory.ts'
import type { AgentRecord } from '../store/store.ts'
import { type Outcomes, pickOutcomes } from './pick-outcomes.ts'

/** One agent of one user in figures. What was never measured is null. */
export interface AgentStats extends LevelStanding, Outcomes, Omit<AgentDescription, 'aliases'> {
  readonly xp: number
  /** Of the successes that were timed. */
  readonly meanDurationInMs: number | null
  /** Of the reports with a quality score, 0..1. */
  readonly meanQuality: number | null
  readonly errorsResolved: number
  /** ISO 8601: the first and the last report. */
  readonly firstAt: string
  readonly lastAt: string
}

/** The agents of a user, the highest XP first. */
export function agentStatsList(agents: readonly AgentRecord[]): readonly AgentStats[] {
  return agents.map(progressToAgentStats).sort((a, b) => b.xp - a.xp || (a.name < b.name ? -1 : 1))
}

export function progressToAgentStats(agent: AgentRecord): AgentStats {
  const { name, displayName, category, specialties, progress, firstAtInMs, lastAtInMs } = agent
  const { counts, xp } = progress
  return {
    ...{ name, displayName, category, specialties },
    xp,
    ...levelForXp(xp),
    ...pickOutcomes(counts),
    meanDurationInMs: mean(counts.timedTasksInMs, counts.timedTasks),
    meanQuality: meanQuality(counts),
    errorsResolved: counts.errorsResolved,
    firstAt: isoTime(firstAtInMs),
    lastAt: isoTime(lastAtInMs),
  }
}

function meanQuality({ qualityInMillionths, ratedReports }: Counts): number | null {
  const millionths = mean(qualityInMillionths, ratedReports)
  return millionths === null ? null : millionths / 1e6
}

function mean(sum: number, count: number): number | null {
  return count === 0 ? null : sum / count
}
