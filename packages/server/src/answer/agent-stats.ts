import { type Counts, type LevelStanding, levelForXp } from '@arena/core'
import type { AgentRecord } from '../store/store.ts'
import { type Outcomes, pickOutcomes } from './pick-outcomes.ts'

/** One agent of one user in figures. What was never measured is null. */
export interface AgentStats extends LevelStanding, Outcomes {
  readonly name: string
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

export function progressToAgentStats({ name, progress, firstAtInMs, lastAtInMs }: AgentRecord): AgentStats {
  const { counts, xp } = progress
  return {
    name,
    xp,
    ...levelForXp(xp),
    ...pickOutcomes(counts),
    meanDurationInMs: mean(counts.timedTasksInMs, counts.timedTasks),
    meanQuality: meanQuality(counts),
    errorsResolved: counts.errorsResolved,
    firstAt: new Date(firstAtInMs).toISOString(),
    lastAt: new Date(lastAtInMs).toISOString(),
  }
}

function meanQuality({ qualityInMillionths, ratedReports }: Counts): number | null {
  const millionths = mean(qualityInMillionths, ratedReports)
  return millionths === null ? null : millionths / 1e6
}

function mean(sum: number, count: number): number | null {
  return count === 0 ? null : sum / count
}
