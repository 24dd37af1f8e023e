import { describe, expect, it } from 'vitest'
import { createHistory } from '../../test/create-history.ts'
import { makeReport } from '../../test/make-report.ts'
import { achievementCatalog } from '../achievement/achievement-catalog.ts'
import { rowToUpdates } from './row-to-updates.ts'

const achievementById = new Map(achievementCatalog.map((entry) => [entry.id, entry]))
type History = ReturnType<typeof createHistory>
const updatesOf = ({ rows }: History) => rows.flatMap((row) => rowToUpdates(row, achievementById))

describe('rowToUpdates', () => {
  it('tells a report, then the level of its agent, then that of its user', () => {
    const history = createHistory({ catalog: [] })
    const report = makeReport({ basePoints: 100 })
    history.report(report)
    const at = '2026-11-22T12:00:00.000Z'
    expect(updatesOf(history)).toEqual([
      {
        type: 'xp-gained',
        seq: 1,
        userId: 'user',
        at,
        agent: 'python-pro',
        reportId: report.id,
        corrects: null,
        outcome: 'success',
        xp: 100,
        agentXp: 100,
        agentLevel: 2,
        userXp: 100,
        userLevel: 2,
      },
      {
        type: 'level-reached',
        seq: 1,
        userId: 'user',
        at,
        subject: 'agent',
        agent: 'python-pro',
        level: 2,
        title: 'Specialist',
      },
      {
        type: 'level-reached',
        seq: 1,
        userId: 'user',
        at,
        subject: 'user',
        agent: null,
        level: 2,
        title: 'Specialist',
      },
    ])
  })

  it('tells an unlock with its name and the agent that brought it', () => {
    const history = createHistory()
    history.report(makeReport())
    expect(updatesOf(history)[1]).toMatchObject({
      type: 'achievement-unlocked',
      seq: 2,
      achievementId: 'first-steps',
      name: 'First Steps',
      description: 'Complete your first task with any agent',
      rarity: 'common',
      icon: 'step',
      xp: 50,
      agent: 'python-pro',
    })
  })

  it('tells a level that the reward of an unlock reached', () => {
    const history = createHistory()
    history.report(makeReport({ basePoints: 60 }))
    expect(updatesOf(history).map(({ type }) => type)).toEqual([
      'xp-gained',
      'achievement-unlocked',
      'level-reached',
    ])
  })

  it('tells a correction with the change and the row it corrects', () => {
    const history = createHistory({ catalog: [] })
    const report = makeReport()
    history.report(report)
    history.correct(report.id, null)
    const correction = history.rows[1]
    expect(correction).toBeDefined()
    const updates = correction ? rowToUpdates({ ...correction, refSeq: 1 }, achievementById) : []
    expect(updates).toMatchObject([
      { type: 'xp-gained', xp: -10, corrects: 1, outcome: null, reportId: report.id },
    ])
  })

  it('says nothing of a quiet grant', () => {
    const history = createHistory({ catalog: [] })
    history.report(makeReport())
    history.grantQuietly(achievementCatalog)
    expect(history.rows.at(-1)).toMatchObject({ kind: 'achievement', isQuiet: true })
    expect(updatesOf(history)).toHaveLength(1)
  })

  it('says nothing of an achievement that this version does not know', () => {
    const history = createHistory()
    history.report(makeReport())
    expect(history.rows.flatMap((row) => rowToUpdates(row, new Map())).map(({ type }) => type)).toEqual([
      'xp-gained',
    ])
  })
})
