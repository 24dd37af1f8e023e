import { currentStreak, dayInZone, type LevelStanding, levelForXp } from '@arena/core'
import type { UserRecord, UserStanding } from '../store/store.ts'
import { type Outcomes, pickOutcomes } from './pick-outcomes.ts'

/** A user in figures. */
export interface UserStats extends LevelStanding, Outcomes {
  readonly workspace: { readonly id: string; readonly name: string; readonly zone: string }
  readonly user: UserRecord
  /** Rewards of achievements included. */
  readonly xp: number
  /** Different agents with a success. */
  readonly agentsUsed: number
  readonly achievements: number
  /** The run of active days that ends today or yesterday in the user's time zone, else 0. */
  readonly streakDays: number
  readonly longestStreakDays: number
}

export function progressToUserStats(
  { workspace, user, progress, days, unlocked }: UserStanding,
  nowInMs: number,
): UserStats {
  const { counts, xp } = progress
  return {
    workspace: { id: workspace.id, name: workspace.name, zone: workspace.zone },
    user: { id: user.id, name: user.name, zone: user.zone },
    xp,
    ...levelForXp(xp),
    ...pickOutcomes(counts),
    agentsUsed: progress.agentsUsed,
    achievements: unlocked.length,
    streakDays: currentStreak(days, dayInZone(nowInMs, user.zone)),
    longestStreakDays: progress.longestStreakDays,
  }
}
