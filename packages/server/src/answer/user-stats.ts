import { type DayRun, dayInZone, type LevelStanding, levelForXp } from '@arena/core'
import type { UserRecord, UserStanding } from '../store/store.ts'

/** A user in figures. */
export interface UserStats extends LevelStanding {
  readonly workspace: { readonly id: string; readonly name: string; readonly zone: string }
  readonly user: UserRecord
  /** Rewards of achievements included. */
  readonly xp: number
  readonly reports: number
  readonly successes: number
  readonly failures: number
  readonly cancelled: number
  readonly unknown: number
  /** Different agents with a success. */
  readonly agentsUsed: number
  readonly achievements: number
  /** The run of active days that ends today or yesterday in the user's time zone, else 0. */
  readonly streakDays: number
  readonly longestStreakDays: number
}

export function userStats(
  { workspace, user, progress, days, unlocked }: UserStanding,
  nowInMs: number,
): UserStats {
  const { counts, xp } = progress
  return {
    workspace: { id: workspace.id, name: workspace.name, zone: workspace.zone },
    user: { id: user.id, name: user.name, zone: user.zone },
    xp,
    ...levelForXp(xp),
    reports: counts.reports,
    successes: counts.successes,
    failures: counts.failures,
    cancelled: counts.cancelled,
    unknown: counts.unknown,
    agentsUsed: progress.agentsUsed,
    achievements: unlocked.length,
    streakDays: currentStreak(days, dayInZone(nowInMs, user.zone)),
    longestStreakDays: progress.longestStreakDays,
  }
}

function currentStreak(days: readonly DayRun[], today: number): number {
  const run = days.find(({ firstDay, lastDay }) => firstDay <= today && today <= lastDay + 1)
  return run ? Math.min(run.lastDay, today) - run.firstDay + 1 : 0
}
