import { describe, expect, it } from 'vitest'
import { emptyStanding } from '../progress/progress.ts'
import type { Achievement, Condition } from './achievement.ts'
import { grantAchievements, unlockAchievement } from './grant-achievements.ts'

function entry(id: string, { condition, xpReward }: { condition: Condition; xpReward: number }): Achievement {
  return {
    id,
    name: id,
    description: id,
    category: 'milestone',
    rarity: 'common',
    icon: 'step',
    xpReward,
    condition,
  }
}

/** Each is met only by what the one after it in the list gives. */
const catalog = [
  entry('collector', { condition: { counter: 'achievements', atLeast: 2 }, xpReward: 7 }),
  entry('climber', { condition: { counter: 'level', atLeast: 2 }, xpReward: 50 }),
  entry('starter', { condition: { counter: 'xp', atLeast: 0 }, xpReward: 100 }),
  entry('far-away', { condition: { counter: 'level', atLeast: 9 }, xpReward: 1 }),
]

describe('grantAchievements', () => {
  const { standing, entries } = grantAchievements(emptyStanding, { catalog, rules: 'v1', isQuiet: false })

  it('goes on while a reward unlocks more', () => {
    expect(entries.map(({ achievementId }) => achievementId)).toEqual(['starter', 'climber', 'collector'])
    expect(standing.unlocked).toEqual(new Set(['starter', 'climber', 'collector']))
    expect(standing.user).toMatchObject({ xp: 157, level: 2, achievements: 3 })
  })

  it('tells the standing after each unlock, and a level once', () => {
    expect(
      entries.map(({ userXp, userLevel, userLevelReached }) => [userXp, userLevel, userLevelReached]),
    ).toEqual([
      [100, 2, 2],
      [150, 2, null],
      [157, 2, null],
    ])
  })

  it('leaves the agent as it was', () => {
    expect(standing.agent).toEqual(emptyStanding.agent)
    expect(entries.every(({ agentLevelReached }) => agentLevelReached === null)).toBe(true)
  })

  it('finds nothing more at the end', () => {
    expect(grantAchievements(standing, { catalog, rules: 'v1', isQuiet: false })).toEqual({
      standing,
      entries: [],
    })
  })

  it('marks what is granted quietly', () => {
    const quiet = grantAchievements(emptyStanding, { catalog, rules: 'v1', isQuiet: true })
    expect(quiet.entries.every(({ isQuiet }) => isQuiet)).toBe(true)
    expect(quiet.standing).toEqual(standing)
  })
})

describe('unlockAchievement', () => {
  it('does not change the standing it is given', () => {
    unlockAchievement(emptyStanding, { id: 'starter', xpReward: 100 })
    expect(emptyStanding.unlocked.size).toBe(0)
    expect(emptyStanding.user.xp).toBe(0)
  })
})
