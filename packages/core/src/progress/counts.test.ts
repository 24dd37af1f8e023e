import { describe, expect, it } from 'vitest'
import { makeReport } from '../../test/make-report.ts'
import type { ReportInput } from '../report.ts'
import { rulesV1 } from '../score/rules.ts'
import { scoreReport } from '../score/score-report.ts'
import { changeCounts, countChanges, countReport, emptyCounts } from './counts.ts'

function count(stated: Partial<ReportInput>) {
  const report = makeReport(stated)
  return countReport(report, scoreReport(report, { streakDays: 1, rules: rulesV1 }).breakdown)
}

const expert = { complexity: 'expert' } as const

describe('countReport', () => {
  it('counts a bare success once and measures nothing', () => {
    expect(count({})).toEqual({ ...emptyCounts, reports: 1, successes: 1 })
  })

  it('counts an error as resolved only by a success', () => {
    expect(count({ action: 'error_resolution' }).errorsResolved).toBe(1)
    expect(count({ action: 'error_resolution', outcome: 'failure' }).errorsResolved).toBe(0)
  })

  it.each(['failure', 'cancelled', 'unknown'] as const)('counts nothing but quality of a %s', (outcome) => {
    const evidence = [{ type: 'innovation' as const, data: { run: 1 } }]
    const stated = { outcome, task: expert, durationInMs: 10, quality: { code: 1 }, evidence }
    const name = outcome === 'failure' ? 'failures' : outcome
    expect(count(stated)).toEqual({
      ...emptyCounts,
      reports: 1,
      [name]: 1,
      ratedReports: 1,
      qualityInMillionths: 1_000_000,
    })
  })

  it('takes a quality of 0 for measured and a duration of 0 for not', () => {
    expect(count({ quality: { code: 0 } })).toMatchObject({ ratedReports: 1, qualityInMillionths: 0 })
    expect(count({ quality: { source: 'human' } }).ratedReports).toBe(0)
    expect(count({ durationInMs: 0 })).toMatchObject({ timedTasks: 0, tasksUnder30s: 0, tasksInHalfTime: 0 })
  })

  it.each([
    [29_999.9, 1],
    [30_000, 0],
  ])('counts %s ms as under 30 s %i times', (durationInMs, times) => {
    expect(count({ durationInMs }).tasksUnder30s).toBe(times)
  })

  it('compares the exact mean, which a floating point number rounds', () => {
    const nearly = (least: number) => ({ response: least, satisfaction: least, code: least - 2 ** -53 })
    expect(count({ quality: { response: 0.9, satisfaction: 0.95, code: 1 } }).tasksAtQuality95).toBe(1)
    expect(count({ quality: { response: 1, code: 0.8 } }).tasksAtQuality90).toBe(1)
    expect(count({ quality: nearly(0.95) }).tasksAtQuality95).toBe(0)
    expect(count({ quality: nearly(1), task: expert }).perfectExpertTasks).toBe(0)
    expect(count({ quality: { response: 1, code: 1 }, task: expert }).perfectExpertTasks).toBe(1)
  })

  it('takes no guess for an expert task', () => {
    const guessed = count({ task: { complexityInferred: 'expert' }, quality: { code: 1 } })
    expect(guessed).toMatchObject({ expertTasks: 0, perfectExpertTasks: 0 })
  })
})

describe('changeCounts', () => {
  it('puts one report in the place of another', () => {
    const [one, other] = [count({ durationInMs: 5 }), count({ outcome: 'failure' })]
    const both = changeCounts(one, countChanges(other))
    expect(changeCounts(both, countChanges(emptyCounts, one))).toEqual(other)
    expect(changeCounts(one, countChanges(other, one))).toEqual(other)
  })

  it('is told only of what changes', () => {
    const [one, other] = [count({ durationInMs: 5 }), count({ outcome: 'failure' })]
    expect(countChanges(one, one)).toEqual([])
    expect(new Map(countChanges(other))).toEqual(
      new Map([
        ['reports', 1],
        ['failures', 1],
      ]),
    )
  })
})
