import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDay, currentStreak, type DayRun, runLength, streakOn } from './day-runs.ts'

const runsOf = (days: readonly number[]) => days.reduce<readonly DayRun[]>(addDay, [])

describe('day runs', () => {
  it('are the same whatever the order in which the days come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 })), (days) => {
        expect(runsOf(days)).toEqual(runsOf([...days].sort((a, b) => a - b)))
      }),
    )
  })

  it('hold exactly the days that were added', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 40 })), (days) => {
        const held = runsOf(days).flatMap(({ firstDay, lastDay }) =>
          Array.from({ length: lastDay - firstDay + 1 }, (_, index) => firstDay + index),
        )
        expect(held).toEqual([...days].sort((a, b) => a - b))
      }),
    )
  })

  it('count a first day as a streak of one', () => {
    expect(streakOn([], 7)).toBe(1)
  })

  it('count the days up to and with the day, not beyond', () => {
    const runs = runsOf([1, 2, 3, 5, 6])
    expect(streakOn(runs, 3)).toBe(3)
    expect(streakOn(runs, 2)).toBe(2)
    expect(streakOn(runs, 4)).toBe(4)
    expect(streakOn(runs, 5)).toBe(1)
    expect(streakOn(runs, 8)).toBe(1)
  })

  it('grow over a gap that a late report fills', () => {
    expect(runLength(addDay(runsOf([1, 2, 3, 5, 6]), 4), 4)).toBe(6)
  })

  it('are current while today or the day before is one of them', () => {
    const runs = runsOf([1, 2, 3])
    expect([2, 3, 4, 5].map((today) => currentStreak(runs, today))).toEqual([2, 3, 3, 0])
  })
})
