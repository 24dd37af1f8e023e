import picocolors from 'picocolors'
import { describe, expect, it } from 'vitest'
import { type AchievementView, formatAchievements } from './format-achievements.ts'

const plain = { colors: picocolors.createColors(false) }

function createAchievement(name: string, rest: Partial<AchievementView>): AchievementView {
  return {
    name,
    description: `for ${name}`,
    rarity: 'common',
    xpReward: 50,
    unlockedAt: null,
    progress: 0,
    isHidden: false,
    ...rest,
  }
}

describe('formatAchievements', () => {
  it('lists unlocked ones by time, then the others by how near they are', () => {
    const shown = [
      createAchievement('far', { progress: 0.1 }),
      createAchievement('later', { unlockedAt: '2026-11-22T10:00:00.000Z', progress: 1 }),
      createAchievement('near', { progress: 0.999 }),
      createAchievement('Hidden', { isHidden: true }),
      createAchievement('first', { unlockedAt: '2026-11-21T10:00:00.000Z', progress: 1 }),
    ]
    const lines = formatAchievements({ unlocked: 2, total: 28, shown }, plain)
    expect(lines[0]).toBe('2 of 28 achievements unlocked')
    expect(lines.slice(2)).toEqual([
      'first        common  50  2026-11-21 10:00  for first',
      'later        common  50  2026-11-22 10:00  for later',
      'near         common  50  █████████░ 99 %   for near',
      'far          common  50  █░░░░░░░░░ 10 %   for far',
      'Hidden       common  50  not yet           for Hidden',
    ])
  })

  it('is short when nothing is shown', () => {
    expect(formatAchievements({ unlocked: 0, total: 28, shown: [] }, plain)).toEqual([
      '0 of 28 achievements unlocked',
    ])
  })
})
