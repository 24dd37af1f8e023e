import { describe, expect, it } from 'vitest'
import { createHistory } from '../test/create-history.ts'
import { makeReport } from '../test/make-report.ts'
import { achievementCatalog } from './achievement/achievement-catalog.ts'
import { processReport } from './process-report.ts'
import { emptyStanding } from './progress/progress.ts'
import { rulesV1 } from './score/rules.ts'

const context = { rules: rulesV1, catalog: achievementCatalog, zone: 'UTC' }

describe('processReport', () => {
  it('puts the report first, then what it unlocked, each with the standing after it', () => {
    const { entries, standing } = processReport(emptyStanding, makeReport({ durationInMs: 20_000 }), context)
    expect(
      entries.map((entry) => [
        entry.kind === 'achievement' ? entry.achievementId : entry.kind,
        entry.xp,
        entry.userXp,
      ]),
    ).toEqual([
      ['report', 15, 15],
      ['first-steps', 50, 65],
      ['off-the-mark', 50, 115],
    ])
    expect(standing.user).toMatchObject({ xp: 115, level: 2, achievements: 2 })
    expect(standing.agent).toMatchObject({ xp: 15, level: 1 })
  })

  it('gives the reward of an unlock to the user alone', () => {
    const { entries } = processReport(emptyStanding, makeReport(), context)
    expect(entries.map(({ agentXp }) => agentXp)).toEqual([10, 10])
    expect(entries.map(({ userXp }) => userXp)).toEqual([10, 60])
  })

  it('says which level a report reached, and which its unlocks', () => {
    const { entries } = processReport(emptyStanding, makeReport({ basePoints: 100 }), context)
    expect(entries.map(({ agentLevelReached }) => agentLevelReached)).toEqual([2, null, null])
    expect(entries.map(({ userLevelReached }) => userLevelReached)).toEqual([2, null, null])
    const { entries: slower } = processReport(emptyStanding, makeReport({ basePoints: 60 }), context)
    expect(slower.map(({ userLevelReached }) => userLevelReached)).toEqual([null, 2])
  })

  it('scores with the streak that the report itself extends', () => {
    const history = createHistory()
    const streaks = [20, 21, 22].map((day) => {
      const [entry] = history.report(makeReport({ occurredAt: `2026-11-${day}T12:00:00Z` })).entries
      return [entry.breakdown.streakDays, entry.xp]
    })
    expect(streaks).toEqual([
      [1, 10],
      [2, 10],
      [3, 11],
    ])
  })

  it('unlocks by the progress that the report itself made', () => {
    const history = createHistory()
    for (let round = 0; round < 9; round += 1) history.report(makeReport())
    expect(history.unlocked.has('getting-going')).toBe(false)
    history.report(makeReport())
    expect(history.unlocked.has('getting-going')).toBe(true)
  })

  it('unlocks at once what had waited for a requirement', () => {
    const history = createHistory()
    const perfect = { task: { complexity: 'expert' }, quality: { code: 1 } } as const
    for (let round = 0; round < 6; round += 1) history.report(makeReport(perfect))
    expect(history.unlocked.has('perfectionist')).toBe(false)
    for (let round = 0; round < 13; round += 1) history.report(makeReport({ quality: { code: 0.95 } }))
    const { entries } = history.report(makeReport({ quality: { code: 0.95 } }))
    const unlocked = entries.flatMap((entry) => (entry.kind === 'achievement' ? [entry.achievementId] : []))
    expect(unlocked).toEqual(['quality-master', 'perfectionist'])
  })

  it('announces a level only above the highest ever held', () => {
    const history = createHistory({ catalog: [] })
    const strong = makeReport({ basePoints: 100 })
    expect(history.report(strong).entries[0].agentLevelReached).toBe(2)
    history.correct(strong.id, null)
    expect(history.user).toMatchObject({ level: 1, highestLevel: 2 })
    const again = history.report(makeReport({ basePoints: 100 }))
    expect(again.standing.user.level).toBe(2)
    expect(again.entries[0]).toMatchObject({ agentLevelReached: null, userLevelReached: null })
    const further = history.report(makeReport({ basePoints: 100, bonusPoints: 100 }))
    expect(further.entries[0]).toMatchObject({ agentLevelReached: 3, userLevelReached: 3 })
  })

  it('names the highest level when a report skips some', () => {
    const report = makeReport({ basePoints: 100, task: { complexity: 'expert' }, quality: { code: 1 } })
    expect(processReport(emptyStanding, report, { ...context, catalog: [] }).entries[0]).toMatchObject({
      xp: 600,
      userLevelReached: 4,
    })
  })

  it('counts a cancelled report without XP, day or success', () => {
    const { standing, entries } = processReport(emptyStanding, makeReport({ outcome: 'cancelled' }), context)
    expect(entries).toHaveLength(1)
    expect(entries[0].xp).toBe(0)
    expect(standing.days).toEqual([])
    expect(standing.user).toMatchObject({ agentsUsed: 0, counts: { reports: 1, cancelled: 1, successes: 0 } })
  })

  it('keeps a run of successes over cancelled and unknown ones, not over a failure', () => {
    const history = createHistory()
    const runAfter = (outcome: 'success' | 'failure' | 'cancelled' | 'unknown') => {
      history.report(makeReport({ outcome }))
      return history.user.successRun
    }
    expect([runAfter('success'), runAfter('cancelled'), runAfter('unknown'), runAfter('success')]).toEqual([
      1, 1, 1, 2,
    ])
    expect([runAfter('failure'), runAfter('success')]).toEqual([0, 1])
    expect(history.user.longestSuccessRun).toBe(2)
  })

  it('takes two spellings of an agent for one', () => {
    const history = createHistory()
    for (const agent of ['Python-Pro', 'python-pro', ' PYTHON-PRO ']) history.report(makeReport({ agent }))
    expect(history.user.agentsUsed).toBe(1)
    expect(history.agents.get('python-pro')?.counts.reports).toBe(3)
  })

  it('leaves the standing it is given as it was', () => {
    const before = structuredClone(emptyStanding)
    processReport(emptyStanding, makeReport(), context)
    expect(emptyStanding).toEqual(before)
  })
})
