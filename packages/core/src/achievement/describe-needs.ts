import type { UserProgress } from '../progress/progress.ts'
import { type Achievement, type Condition, readCounter } from './achievement.ts'
import { counterWords } from './counter-words.ts'
import { isMet } from './evaluate-achievements.ts'

interface NeedsContext {
  readonly user: UserProgress
  readonly unlocked: ReadonlySet<string>
  readonly achievementById: ReadonlyMap<string, Achievement>
}

/** What a locked entry still needs, a line for each thing: counters that are short, entries to unlock before it. */
export function describeNeeds(
  { condition, requires = [] }: Pick<Achievement, 'condition' | 'requires'>,
  { user, unlocked, achievementById }: NeedsContext,
): string[] {
  const before = requires.filter((id) => !unlocked.has(id))
  return [
    ...conditionNeeds(condition, user),
    ...before.map((id) => `needs ${achievementById.get(id)?.name ?? id} first`),
  ]
}

function conditionNeeds(condition: Condition, user: UserProgress): string[] {
  if (isMet(condition, user)) return []
  if ('all' in condition) return condition.all.flatMap((part) => conditionNeeds(part, user))
  if ('any' in condition) {
    return [condition.any.map((part) => conditionNeeds(part, user).join(' and ')).join(', or ')]
  }
  const { counter, atLeast } = condition
  const current = Math.max(0, readCounter(user, counter))
  if (counter === 'level' || counter === 'highestLevel') return [`level ${current} of ${atLeast}`]
  const [one, more] = counterWords[counter]
  return [`${grouped(current)} of ${grouped(atLeast)} ${atLeast === 1 ? one : more}`]
}

function grouped(value: number): string {
  return value.toLocaleString('en-US')
}
