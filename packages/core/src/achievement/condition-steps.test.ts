import { expect, it } from 'vitest'
import { emptyUserProgress } from '../progress/progress.ts'
import { conditionSteps } from './condition-steps.ts'

it('gives every counter of a condition, with where it is and where it has to be', () => {
  const user = { ...emptyUserProgress, level: 4, counts: { ...emptyUserProgress.counts, errorsResolved: 30 } }
  const condition = {
    all: [{ counter: 'level', atLeast: 10 }, { any: [{ counter: 'errorsResolved', atLeast: 25 }] }],
  } as const
  expect(conditionSteps(condition, user)).toEqual([
    { counter: 'level', current: 4, target: 10 },
    { counter: 'errorsResolved', current: 30, target: 25 },
  ])
})
