import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { xpForLevel } from './level-curve.ts'
import { levelForXp } from './level-for-xp.ts'

describe('levelForXp', () => {
  it.each([
    [0, 1, 'Recruit', 0],
    [99, 1, 'Recruit', 0],
    [100, 2, 'Specialist', 1],
    [300, 3, 'Expert', 2],
    [600, 4, 'Master', 3],
    [1000, 5, 'Elite', 4],
    [1499, 5, 'Elite', 4],
    [1500, 6, 'Legend', 5],
    [4500, 10, 'Legend', 5],
  ])('gives %i XP level %i, %s with %i stars', (xp, level, title, stars) => {
    expect(levelForXp(xp)).toMatchObject({ level, title, stars })
  })

  it('treats XP below zero as level 1', () => {
    expect(levelForXp(-5)).toMatchObject({ level: 1, xpToNextLevel: 105 })
  })

  it('is exact at every threshold up to the largest safe XP', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 13_000_000 }), (level) => {
        expect(levelForXp(xpForLevel(level)).level).toBe(level)
        expect(levelForXp(xpForLevel(level) - 1).level).toBe(level - 1)
      }),
    )
  })

  it('never falls as XP grows', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e6), (xp, gain) => {
        expect(levelForXp(xp + gain).level).toBeGreaterThanOrEqual(levelForXp(xp).level)
      }),
    )
  })

  it('tells how far the next level is', () => {
    expect(levelForXp(350)).toMatchObject({ xpInLevel: 50, xpOfLevel: 300, xpToNextLevel: 250 })
  })
})
