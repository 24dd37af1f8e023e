import { type Achievement, achievementProgress } from '@arena/core'
import { isoTime } from '../iso-time.ts'
import type { UserStanding } from '../store/store.ts'

/** A catalog entry as one user sees it. */
export interface AchievementView extends Omit<Achievement, 'condition' | 'requires' | 'hidden'> {
  readonly requires: readonly string[]
  /** ISO 8601, or null while it is locked. */
  readonly unlockedAt: string | null
  /** How much of the condition is fulfilled, 0..1. */
  readonly progress: number
  /** Locked and kept a secret: its names, condition and progress are not told. */
  readonly isHidden: boolean
}

export interface AchievementList {
  readonly unlocked: number
  readonly achievements: readonly AchievementView[]
}

/** The catalog in its order, as it looks to a user. */
export function achievementList(
  catalog: readonly Achievement[],
  { unlocked, progress }: Pick<UserStanding, 'unlocked' | 'progress'>,
): AchievementList {
  const unlockedAtById = new Map(unlocked.map((entry) => [entry.achievementId, entry.unlockedAtInMs]))
  const achievements = catalog.map((entry, index) => {
    const { condition, requires = [], hidden = false, ...shown } = entry
    const unlockedAtInMs = unlockedAtById.get(entry.id)
    if (hidden && unlockedAtInMs === undefined) return hide(shown, index)
    return {
      ...shown,
      requires,
      unlockedAt: unlockedAtInMs === undefined ? null : isoTime(unlockedAtInMs),
      progress: unlockedAtInMs === undefined ? achievementProgress(condition, progress) : 1,
      isHidden: false,
    }
  })
  return { unlocked: achievements.filter((entry) => entry.unlockedAt !== null).length, achievements }
}

function hide(
  { category, rarity, xpReward }: Omit<Achievement, 'condition'>,
  index: number,
): AchievementView {
  return {
    id: `hidden-${index + 1}`,
    name: 'Hidden',
    description: 'Not found yet',
    category,
    rarity,
    icon: 'hidden',
    xpReward,
    requires: [],
    unlockedAt: null,
    progress: 0,
    isHidden: true,
  }
}
