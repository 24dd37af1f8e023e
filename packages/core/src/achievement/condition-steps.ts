import type { UserProgress } from '../progress/progress.ts'
import { type Condition, type CounterName, readCounter } from './achievement.ts'

/** How far a user is with one counter that a condition asks for. */
export interface ConditionStep {
  readonly counter: CounterName
  readonly current: number
  readonly target: number
}

/** Every counter that a condition asks for, in its order. */
export function conditionSteps(condition: Condition, user: UserProgress): readonly ConditionStep[] {
  if ('counter' in condition) {
    const { counter, atLeast } = condition
    return [{ counter, current: readCounter(user, counter), target: atLeast }]
  }
  const parts = 'all' in condition ? condition.all : condition.any
  return parts.flatMap((part) => conditionSteps(part, user))
}
