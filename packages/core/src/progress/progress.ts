import { type Counts, emptyCounts } from './counts.ts'
import type { DayRun } from './day-runs.ts'

/** One agent's counters under one user. */
export interface AgentProgress {
  readonly counts: Counts
  readonly xp: number
  readonly level: number
  /** The highest level ever held; a correction may make `level` fall below it. */
  readonly highestLevel: number
}

/** A user's counters: all reports, and the XP of achievements too. */
export interface UserProgress {
  readonly counts: Counts
  readonly xp: number
  readonly level: number
  readonly highestLevel: number
  /** Different agents with at least one success. */
  readonly agentsUsed: number
  /** Agents that have ever held these levels. */
  readonly agentsAtLevel2: number
  readonly agentsAtLevel5: number
  /** Successes since the last failure, in the order of commit; cancelled and unknown ones do not break it. */
  readonly successRun: number
  readonly longestSuccessRun: number
  readonly longestStreakDays: number
  readonly achievements: number
}

/** Everything that one report of one user can touch. */
export interface Standing {
  readonly agent: AgentProgress
  readonly user: UserProgress
  /** The user's active days, at least those that touch the days of the report. */
  readonly days: readonly DayRun[]
  /** Ids of the achievements the user holds. */
  readonly unlocked: ReadonlySet<string>
}

export const emptyAgentProgress: AgentProgress = { counts: emptyCounts, xp: 0, level: 1, highestLevel: 1 }

export const emptyUserProgress: UserProgress = {
  counts: emptyCounts,
  xp: 0,
  level: 1,
  highestLevel: 1,
  agentsUsed: 0,
  agentsAtLevel2: 0,
  agentsAtLevel5: 0,
  successRun: 0,
  longestSuccessRun: 0,
  longestStreakDays: 0,
  achievements: 0,
}

export const emptyStanding: Standing = {
  agent: emptyAgentProgress,
  user: emptyUserProgress,
  days: [],
  unlocked: new Set(),
}
