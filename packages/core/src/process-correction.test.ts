import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryReport } from '../test/arbitrary-report.ts'
import { createHistory } from '../test/create-history.ts'
import { makeReport } from '../test/make-report.ts'

describe('processCorrection', () => {
  it('lets XP and levels fall', () => {
    const history = createHistory({ catalog: [] })
    const report = makeReport({ basePoints: 100, quality: { code: 1 } })
    history.report(report)
    expect(history.user).toMatchObject({ xp: 200, level: 2 })
    const { entries, standing } = history.correct(report.id, {
      ...report,
      quality: { code: 0.2, source: 'human' },
    })
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({
      kind: 'correction',
      xp: -130,
      agentXp: 70,
      agentLevel: 1,
      userXp: 70,
      userLevel: 1,
      agentLevelReached: null,
      userLevelReached: null,
    })
    expect(standing.agent).toMatchObject({ xp: 70, level: 1, highestLevel: 2 })
  })

  it('takes a voided report out of all counts', () => {
    const history = createHistory({ catalog: [] })
    const report = makeReport({ durationInMs: 20_000, quality: { code: 1 }, task: { complexity: 'expert' } })
    history.report(report)
    const { entries, standing } = history.correct(report.id, null)
    expect(entries[0]).toMatchObject({ xp: -90, report: null, breakdown: null })
    expect(standing.user.xp).toBe(0)
    expect(standing.user.agentsUsed).toBe(0)
    expect(Object.values(standing.user.counts).every((count) => count === 0)).toBe(true)
  })

  it('never takes an unlock back, nor grants it again', () => {
    const history = createHistory()
    const report = makeReport()
    history.report(report)
    history.correct(report.id, null)
    expect(history.unlocked).toEqual(new Set(['first-steps']))
    expect(history.user).toMatchObject({ xp: 50, achievements: 1, counts: { successes: 0 } })
    expect(history.report(makeReport()).entries).toHaveLength(1)
  })

  it('unlocks what only the amended quality meets', () => {
    const history = createHistory()
    const reports = Array.from({ length: 5 }, () => makeReport({ basePoints: 4, quality: { code: 0.95 } }))
    const low = makeReport({ basePoints: 4, quality: { code: 0.5 } })
    for (const report of [...reports.slice(1), low]) history.report(report)
    expect(history.unlocked.has('sharp-eye')).toBe(false)
    const { entries } = history.correct(low.id, { ...low, quality: { code: 0.9, source: 'human' } })
    expect(entries.map((entry) => [entry.kind, entry.xp])).toEqual([
      ['correction', 4],
      ['achievement', 75],
    ])
    expect(entries[1]).toMatchObject({ achievementId: 'sharp-eye', isQuiet: false })
  })

  it('scores with the streak that the report had, not with the one it would have now', () => {
    const history = createHistory({ catalog: [] })
    const lonely = makeReport({ occurredAt: '2026-11-22T12:00:00Z', basePoints: 100 })
    history.report(lonely)
    for (const day of [19, 20, 21]) history.report(makeReport({ occurredAt: `2026-11-${day}T12:00:00Z` }))
    const fifth = makeReport({ occurredAt: '2026-11-23T12:00:00Z', basePoints: 100 })
    history.report(fifth)
    expect(history.correct(lonely.id, { ...lonely, basePoints: 50 }).entries[0]).toMatchObject({
      xp: -50,
      breakdown: { streakDays: 1 },
    })
    expect(history.correct(fifth.id, { ...fifth, basePoints: 50 }).entries[0]).toMatchObject({
      xp: -55,
      breakdown: { streakDays: 5 },
    })
  })

  it('counts an agent as used while one of its reports is a success', () => {
    const history = createHistory()
    const reports = ['a', 'b', 'c', 'd', 'e'].map((agent) => makeReport({ agent, basePoints: 1 }))
    const [first, ...others] = reports.map((report, index) =>
      index === 0 ? { ...report, outcome: 'failure' as const } : report,
    )
    for (const report of [first, ...others]) if (report) history.report(report)
    expect(history.user.agentsUsed).toBe(4)
    const { entries } = history.correct(first?.id ?? '', reports[0] ?? null)
    expect(entries.map((entry) => entry.kind === 'achievement' && entry.achievementId)).toEqual([
      false,
      'agent-explorer',
    ])
    history.correct(others[0]?.id ?? '', null)
    expect(history.user).toMatchObject({ agentsUsed: 4, counts: { successes: 4, failures: 0 } })
    expect(history.unlocked.has('agent-explorer')).toBe(true)
  })

  it('announces a level that only the amended report reaches', () => {
    const history = createHistory({ catalog: [] })
    const report = makeReport({ basePoints: 50 })
    history.report(report)
    expect(history.correct(report.id, { ...report, bonusPoints: 100 }).entries[0]).toMatchObject({
      xp: 100,
      agentLevelReached: 2,
      userLevelReached: 2,
    })
    history.correct(report.id, report)
    expect(history.correct(report.id, { ...report, bonusPoints: 100 }).entries[0]).toMatchObject({
      agentLevel: 2,
      agentLevelReached: null,
      userLevelReached: null,
    })
  })

  it('goes on counting an agent for the levels it has held', () => {
    const history = createHistory({ catalog: [] })
    const strong = makeReport({ basePoints: 100, task: { complexity: 'expert' }, quality: { code: 1 } })
    const stronger = { ...strong, id: crypto.randomUUID() }
    history.report(strong)
    history.report(stronger)
    expect(history.user).toMatchObject({ agentsAtLevel2: 1, agentsAtLevel5: 1 })
    history.correct(strong.id, null)
    const { standing } = history.correct(stronger.id, null)
    expect(standing.agent.level).toBe(1)
    expect(history.user).toMatchObject({ agentsAtLevel2: 1, agentsAtLevel5: 1 })
    history.report({ ...strong, id: crypto.randomUUID() })
    expect(history.user.agentsAtLevel2).toBe(1)
  })

  it('may correct the same report again', () => {
    const history = createHistory({ catalog: [] })
    const report = makeReport({ basePoints: 10 })
    history.report(report)
    history.correct(report.id, { ...report, basePoints: 40 })
    const { entries } = history.correct(report.id, { ...report, basePoints: 25 })
    expect(entries[0]).toMatchObject({ xp: -15, before: { xp: 40 }, userXp: 25 })
  })

  it('gives back, once reversed, the XP and counts there were', () => {
    const amendment = arbitraryReport().map(({ outcome, quality, evidence }) => ({
      outcome,
      quality,
      evidence,
    }))
    fc.assert(
      fc.property(
        fc.array(arbitraryReport(), { minLength: 1, maxLength: 8 }),
        amendment,
        (reports, facts) => {
          const history = createHistory({ catalog: [] })
          for (const report of reports) history.report(report)
          const [report] = reports
          if (!report) return
          const { xp, counts } = history.user
          const [{ xp: there }] = history.correct(report.id, { ...report, ...facts }).entries
          const [{ xp: back }] = history.correct(report.id, report).entries
          expect(back + there).toBe(0)
          expect(history.user).toMatchObject({ xp, counts })
        },
      ),
    )
  })

  it('says in which role the report was corrected', () => {
    const history = createHistory({ catalog: [] })
    const report = makeReport()
    history.report(report)
    history.correct(report.id, null, 'review')
    expect(history.rows.at(-1)).toMatchObject({ before: { xp: 10, correctedBy: 'review' } })
  })

  it('leaves days and runs as they were lived', () => {
    const history = createHistory()
    const report = makeReport()
    history.report(report)
    const { days } = history
    const { standing } = history.correct(report.id, { ...report, outcome: 'failure' })
    expect(standing.days).toEqual(days)
    expect(standing.user).toMatchObject({ successRun: 1, longestSuccessRun: 1, longestStreakDays: 1 })
  })
})
