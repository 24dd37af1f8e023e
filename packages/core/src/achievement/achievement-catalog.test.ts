import { describe, expect, it } from 'vitest'
import { createHistory } from '../../test/create-history.ts'
import { playWholeCatalog } from '../../test/play-whole-catalog.ts'
import { achievementCatalog } from './achievement-catalog.ts'
import { checkCatalog } from './check-catalog.ts'

const entryByName = new Map(achievementCatalog.map((entry) => [entry.name, entry]))

describe('achievementCatalog', () => {
  it('is sound', () => {
    expect(checkCatalog(achievementCatalog)).toEqual([])
    expect(new Set(achievementCatalog.map(({ name }) => name)).size).toBe(achievementCatalog.length)
    expect(achievementCatalog.every(({ xpReward }) => Number.isSafeInteger(xpReward) && xpReward > 0)).toBe(
      true,
    )
  })

  it('has at least 24 entries, all of which start from First Steps', () => {
    expect(achievementCatalog.length).toBeGreaterThanOrEqual(24)
    const starts = achievementCatalog.filter(({ requires = [] }) => requires.length === 0)
    expect(starts.map(({ id }) => id)).toEqual(['first-steps'])
  })

  it.each([
    ['First Steps', 50, { counter: 'successes', atLeast: 1 }],
    ['Agent Explorer', 100, { counter: 'agentsUsed', atLeast: 5 }],
    ['Agent Whisperer', 1000, { counter: 'agentsUsed', atLeast: 20 }],
    ['Centurion', 250, { counter: 'successes', atLeast: 100 }],
    ['Speed Demon', 200, { counter: 'tasksUnder30s', atLeast: 10 }],
    ['Quality Master', 250, { counter: 'tasksAtQuality95', atLeast: 20 }],
    ['Bug Hunter', 300, { counter: 'errorsResolved', atLeast: 25 }],
    ['Perfectionist', 750, { counter: 'perfectExpertTasks', atLeast: 5 }],
    ['Streak Warrior', 400, { counter: 'longestStreakDays', atLeast: 7 }],
    ['Elite Trainer', 500, { counter: 'agentsAtLevel5', atLeast: 1 }],
    [
      'Arena Legend',
      2000,
      {
        all: [
          { counter: 'level', atLeast: 10 },
          { counter: 'achievements', atLeast: 15 },
        ],
      },
    ],
  ])('gives for %s %i XP', (name, xpReward, condition) => {
    expect(entryByName.get(name)).toMatchObject({ xpReward, condition })
  })

  it('puts Agent Explorer before Agent Whisperer', () => {
    expect(entryByName.get('Agent Explorer')?.requires).toEqual(['first-steps'])
    expect(entryByName.get('Agent Whisperer')?.requires).toEqual(['agent-explorer'])
  })

  it('can be unlocked to the last entry by one person', () => {
    const history = createHistory()
    playWholeCatalog(history)
    const missing = achievementCatalog.filter(({ id }) => !history.unlocked.has(id)).map(({ id }) => id)
    expect(missing).toEqual([])
    expect(history.user.achievements).toBe(achievementCatalog.length)
  })

  it('gives nothing to somebody who only fails', () => {
    const history = createHistory()
    playWholeCatalog(history, { outcome: 'failure' })
    expect(history.unlocked.size).toBe(0)
  })
})
