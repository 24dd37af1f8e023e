import type { CountName } from '../progress/counts.ts'
import type { UserProgress } from '../progress/progress.ts'

export const achievementCategories = ['milestone', 'performance', 'mastery'] as const
export const rarities = ['common', 'rare', 'epic', 'legendary'] as const

/** A counter of a user that a condition may ask for. */
export type CounterName = CountName | Exclude<keyof UserProgress, 'counts'>

export type Condition =
  | { readonly counter: CounterName; readonly atLeast: number }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }

export interface Achievement {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly category: (typeof achievementCategories)[number]
  readonly rarity: (typeof rarities)[number]
  /** Name of a sign in the page's set. */
  readonly icon: string
  readonly xpReward: number
  readonly condition: Condition
  /** Ids that must be unlocked first. */
  readonly requires?: readonly string[]
  /** Shown without name and condition until unlocked. */
  readonly hidden?: boolean
}

/** The value of a counter in a user's progress. */
export function readCounter(user: UserProgress, counter: CounterName): number {
  return counter in user.counts
    ? user.counts[counter as CountName]
    : user[counter as Exclude<keyof UserProgress, 'counts'>]
}
