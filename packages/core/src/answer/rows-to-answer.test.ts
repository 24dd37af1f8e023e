import { describe, expect, it } from 'vitest'
import { createHistory } from '../../test/create-history.ts'
import { makeReport } from '../../test/make-report.ts'
import { achievementCatalog } from '../achievement/achievement-catalog.ts'
import type { ReportInput } from '../report.ts'
import { rowsToAnswer } from './rows-to-answer.ts'

const achievementById = new Map(achievementCatalog.map((entry) => [entry.id, entry]))

function answerTo(stated: Partial<ReportInput>) {
  const history = createHistory()
  history.report(makeReport(stated))
  const [first, ...others] = history.rows
  if (!first) throw new Error('a report leaves a row')
  return rowsToAnswer([first, ...others], {
    status: 'scored',
    rank: { now: 2, before: null },
    achievementById,
  })
}

describe('rowsToAnswer', () => {
  it('gives the XP of the report alone and the standings after all of it', () => {
    const report = makeReport({ basePoints: 60 })
    expect(answerTo(report)).toEqual({
      status: 'scored',
      id: report.id,
      seq: 1,
      xp: 60,
      agent: {
        name: 'python-pro',
        xp: 60,
        level: 1,
        title: 'Recruit',
        stars: 0,
        xpToNextLevel: 40,
        levelReached: null,
      },
      user: { xp: 110, level: 2, title: 'Specialist', stars: 1, xpToNextLevel: 190, levelReached: 2 },
      achievements: [{ id: 'first-steps', name: 'First Steps', xp: 50 }],
      rank: { now: 2, before: null },
    })
  })

  it('gives the highest level that the report and its unlocks reached', () => {
    const { agent, user } = answerTo({ basePoints: 100, bonusPoints: 100, durationInMs: 100_000 })
    expect(agent.levelReached).toBe(2)
    expect(user).toMatchObject({ xp: 300, level: 3, levelReached: 3 })
  })

  it('names no achievement where none was unlocked', () => {
    expect(answerTo({ outcome: 'failure' }).achievements).toEqual([])
  })
})
