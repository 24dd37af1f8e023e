import type { UserProgress } from '../progress/progress.ts'
import { type Achievement, type Condition, readCounter } from './achievement.ts'

/** The entries that a user has just met: condition true, requirements held, not held yet. One pass, in catalog order. */
export function evaluateAchievements(
  catalog: readonly Achievement[],
  { user, unlocked }: { readonly user: UserProgress; readonly unlocked: ReadonlySet<string> },
): readonly Achievement[] {
  return catalog.filter(
    (entry) =>
      !unlocked.has(entry.id) &&
      (entry.requires ?? []).every((id) => unlocked.has(id)) &&
      isMet(entry.condition, user),
  )
}

/** Whether a user's counters fulfil a condition. */
export function isMet(condition: Condition, user: UserProgress): boolean {
  if ('all' in condition) return condition.all.every((part) => isMet(part, user))
  if ('any' in condition) return condition.any.some((part) => isMet(part, user))
  return readCounter(user, condition.counter) >= condition.atLeast
}

/** How much of a condition is fulfilled, 0 to 1: the mean of `all`, the best of `any`. */
export function achievementProgress(condition: Condition, user: UserProgress): number {
  if ('all' in condition) {
    const parts = condition.all.map((part) => achievementProgress(part, user))
    return parts.reduce((sum, part) => sum + part, 0) / Math.max(1, parts.length)
  }
  if ('any' in condition) return Math.max(0, ...condition.any.map((part) => achievementProgress(part, user)))
  return Math.min(1, Math.max(0, readCounter(user, condition.counter)) / condition.atLeast)
}
