import { describe, expect, it } from 'vitest'
import { emptyUserProgress, type UserProgress } from '../progress/progress.ts'
import type { Achievement, Condition } from './achievement.ts'
import { achievementProgress, evaluateAchievements, isMet } from './evaluate-achievements.ts'

const user: UserProgress = {
  ...emptyUserProgress,
  level: 3,
  agentsUsed: 2,
  counts: { ...emptyUserProgress.counts, successes: 5 },
}
const fiveSuccesses: Condition = { counter: 'successes', atLeast: 5 }
const tenSuccesses: Condition = { counter: 'successes', atLeast: 10 }
const fourLevels: Condition = { counter: 'level', atLeast: 4 }

describe('isMet', () => {
  it('reads counts and standings alike', () => {
    expect(isMet(fiveSuccesses, user)).toBe(true)
    expect(isMet(tenSuccesses, user)).toBe(false)
    expect(isMet({ counter: 'agentsUsed', atLeast: 2 }, user)).toBe(true)
  })

  it('wants every part of all and one part of any', () => {
    expect(isMet({ all: [fiveSuccesses, fourLevels] }, user)).toBe(false)
    expect(isMet({ any: [fiveSuccesses, fourLevels] }, user)).toBe(true)
    expect(isMet({ any: [tenSuccesses, fourLevels] }, user)).toBe(false)
    expect(isMet({ all: [fiveSuccesses, { any: [tenSuccesses, fiveSuccesses] }] }, user)).toBe(true)
  })
})

describe('achievementProgress', () => {
  it('is the share of a counter, at most 1', () => {
    expect(achievementProgress(tenSuccesses, user)).toBe(0.5)
    expect(achievementProgress({ counter: 'successes', atLeast: 2 }, user)).toBe(1)
    expect(achievementProgress({ counter: 'failures', atLeast: 2 }, user)).toBe(0)
  })

  it('is the mean of all and the best of any', () => {
    expect(achievementProgress({ all: [fiveSuccesses, tenSuccesses] }, user)).toBe(0.75)
    expect(achievementProgress({ any: [tenSuccesses, fourLevels] }, user)).toBe(0.75)
  })
})

describe('evaluateAchievements', () => {
  const entry = (id: string, condition: Condition, requires: readonly string[] = []) =>
    ({ id, condition, requires }) as unknown as Achievement
  const catalog = [
    entry('second', fiveSuccesses, ['first']),
    entry('first', fiveSuccesses),
    entry('far', tenSuccesses),
  ]
  const idsMet = (...unlocked: readonly string[]) =>
    evaluateAchievements(catalog, { user, unlocked: new Set(unlocked) }).map(({ id }) => id)

  it('waits for what an entry requires', () => {
    expect(idsMet()).toEqual(['first'])
    expect(idsMet('first')).toEqual(['second'])
  })

  it('gives nothing that is held already', () => {
    expect(idsMet('first', 'second')).toEqual([])
  })
})
