import { describe, expect, it } from 'vitest'
import { emptyUserProgress, type UserProgress } from '../progress/progress.ts'
import type { Condition } from './achievement.ts'
import { achievementCatalog } from './achievement-catalog.ts'
import { describeNeeds } from './describe-needs.ts'

const achievementById = new Map(achievementCatalog.map((entry) => [entry.id, entry]))

function needsOf(
  id: string,
  changes: Partial<UserProgress> = {},
  unlocked: readonly string[] = ['first-steps'],
) {
  const entry = achievementById.get(id)
  const user = { ...emptyUserProgress, ...changes }
  return entry && describeNeeds(entry, { user, unlocked: new Set(unlocked), achievementById })
}

describe('describeNeeds', () => {
  it('counts what is short and names what comes first', () => {
    const counts = { ...emptyUserProgress.counts, errorsResolved: 12 }
    expect(needsOf('bug-hunter', { counts })).toEqual(['12 of 25 errors resolved', 'needs First Fix first'])
    expect(needsOf('thousandfold', {}, ['centurion'])).toEqual(['0 of 1,000 tasks completed'])
    expect(needsOf('deep-water')).toEqual(['0 of 1 expert task'])
  })

  it('says that only an earlier entry is missing', () => {
    expect(needsOf('agent-whisperer', { agentsUsed: 20 })).toEqual(['needs Agent Explorer first'])
  })

  it('leaves out the parts that are met', () => {
    expect(needsOf('arena-legend', { level: 4, achievements: 15 })).toEqual(['level 4 of 10'])
  })

  it('offers each way where one is enough', () => {
    const condition: Condition = {
      any: [
        { counter: 'agentsUsed', atLeast: 5 },
        {
          all: [
            { counter: 'xp', atLeast: 1 },
            { counter: 'level', atLeast: 2 },
          ],
        },
      ],
    }
    const context = { user: emptyUserProgress, unlocked: new Set<string>(), achievementById }
    expect(describeNeeds({ condition }, context)).toEqual([
      '0 of 5 agents with a success, or 0 of 1 XP and level 1 of 2',
    ])
  })
})
