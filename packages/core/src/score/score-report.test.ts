import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryReport } from '../../test/arbitrary-report.ts'
import { makeReport } from '../../test/make-report.ts'
import vectors from '../../vectors/score.json' with { type: 'json' }
import { type EvidenceType, type ReportInput, reportSchema } from '../report.ts'
import { rulesV1 } from './rules.ts'
import { scoreReport } from './score-report.ts'

const highestXp = 100 * 3 * 2 * 1.5 * 5 * 2 + 100 + 100 * (0.3 + 0.5 + 0.4 + 0.6 + 0.8) * 2

describe('scoreReport', () => {
  it.each(vectors.cases.map((vector) => [vector.name, vector] as const))('scores %s', (_name, vector) => {
    const score = scoreReport(reportSchema.parse(vector.report), {
      streakDays: vector.streakDays,
      rules: rulesV1,
    })
    expect(score.xp).toBe(vector.xp)
    expect(score.breakdown.basePoints).toBe(vector.basePoints)
    expect(score.breakdown.bonusPoints).toBe(vector.bonusPoints)
    expect(score.breakdown.evidencePoints).toBe(vector.evidencePoints)
    for (const [name, factor] of Object.entries(vector.factors)) {
      expect(score.breakdown.factors[name as keyof typeof vector.factors], name).toBeCloseTo(factor, 12)
    }
  })

  it('never gives less than nothing or more than the limits allow', () => {
    fc.assert(
      fc.property(arbitraryReport(), fc.nat(400), (report, streakDays) => {
        const { xp } = scoreReport(report, { streakDays, rules: rulesV1 })
        expect(Number.isSafeInteger(xp)).toBe(true)
        expect(xp).toBeGreaterThanOrEqual(0)
        expect(xp).toBeLessThanOrEqual(highestXp)
      }),
    )
  })

  it('counts an inferred complexity at most twofold and says so', () => {
    const report = reportSchema.parse({
      id: crypto.randomUUID(),
      agent: 'a',
      occurredAt: '2026-11-22T12:00:00Z',
      task: { complexityInferred: 'expert' },
    })
    const { xp, breakdown } = scoreReport(report, { streakDays: 1, rules: rulesV1 })
    expect(xp).toBe(20)
    expect(breakdown.isComplexityInferred).toBe(true)
    expect(breakdown.clamped).toEqual([{ field: 'complexityInferred', stated: 3, counted: 2 }])
  })

  it('lets a stated complexity outrank an inferred one', () => {
    const report = reportSchema.parse({
      id: crypto.randomUUID(),
      agent: 'a',
      occurredAt: '2026-11-22T12:00:00Z',
      task: { complexity: 'simple', complexityInferred: 'complex' },
    })
    const { xp, breakdown } = scoreReport(report, { streakDays: 1, rules: rulesV1 })
    expect(xp).toBe(10)
    expect(breakdown.isComplexityInferred).toBe(false)
  })

  it('says what was held to a limit', () => {
    const report = reportSchema.parse({
      id: crypto.randomUUID(),
      agent: 'a',
      occurredAt: '2026-11-22T12:00:00Z',
      basePoints: 500,
      bonusPoints: 101,
      multipliers: [
        { type: 'a', value: 10 },
        { type: 'b', value: 10 },
      ],
    })
    expect(scoreReport(report, { streakDays: 1, rules: rulesV1 }).breakdown.clamped).toEqual([
      { field: 'basePoints', stated: 500, counted: 100 },
      { field: 'multipliers', stated: 100, counted: 5 },
      { field: 'bonusPoints', stated: 101, counted: 100 },
    ])
  })

  it('says nothing of a limit that is just met', () => {
    const five = makeReport({ basePoints: 100, bonusPoints: 100, multipliers: [{ type: 'a', value: 5 }] })
    expect(scoreReport(five, { streakDays: 1, rules: rulesV1 }).breakdown.clamped).toEqual([])
    const tenth = makeReport({ multipliers: [{ type: 'a', value: 0.1 }] })
    expect(scoreReport(tenth, { streakDays: 1, rules: rulesV1 }).breakdown.clamped).toEqual([])
  })

  it('shows a mean quality as a number, however small a score is', () => {
    const report = makeReport({ quality: { response: 5e-324, code: 0.5 } })
    expect(scoreReport(report, { streakDays: 1, rules: rulesV1 }).breakdown.quality).toBeCloseTo(0.25, 12)
  })

  it('lets what is below 1 count whatever the outcome, and what is above 1 only for a success', () => {
    const slow = { durationInMs: 600_000, quality: { code: 0.3 }, multipliers: [{ type: 'a', value: 0.5 }] }
    const proud = { durationInMs: 1000, quality: { code: 1 }, multipliers: [{ type: 'a', value: 5 }] }
    const evidence = [{ type: 'innovation' as const, data: { run: 1 } }]
    const worth = (stated: Partial<ReportInput>) =>
      scoreReport(makeReport({ basePoints: 100, task: { complexity: 'expert' }, ...stated }), {
        streakDays: 30,
        rules: rulesV1,
      }).xp
    expect(worth({ outcome: 'unknown', ...slow })).toBe(52) // 100 x 3 x .7 x .5 x .5
    expect(worth({ outcome: 'unknown', ...proud, bonusPoints: 100, evidence })).toBe(150)
    expect(worth({ outcome: 'failure', ...proud, bonusPoints: 100, evidence })).toBe(90)
    expect(worth({ outcome: 'cancelled', ...proud, bonusPoints: 100, evidence })).toBe(0)
  })

  it('holds the product of the multipliers, not each of them', () => {
    const worth = (...values: readonly number[]) =>
      scoreReport(
        makeReport({ basePoints: 100, multipliers: values.map((value) => ({ type: 'a', value })) }),
        {
          streakDays: 1,
          rules: rulesV1,
        },
      ).xp
    expect(worth(10, 0.1)).toBe(100)
    expect(worth(10, 10, 0.1, 0.1)).toBe(100)
    expect(worth(...Array.from({ length: 10 }, () => 0.1))).toBe(10)
    expect(worth(...Array.from({ length: 10 }, () => 10))).toBe(500)
  })

  it('weighs evidence by the base that counted, and rounds its sum once', () => {
    const evidence = (types: readonly EvidenceType[], improvementFactor?: number) =>
      types.map((type) => ({
        type,
        data: { run: 1 },
        ...(improvementFactor !== undefined && { improvementFactor }),
      }))
    const points = (stated: Partial<ReportInput>) =>
      scoreReport(makeReport(stated), { streakDays: 1, rules: rulesV1 }).breakdown.evidencePoints
    expect(points({ basePoints: 500, evidence: evidence(['innovation'], 9) })).toBe(160)
    expect(points({ basePoints: 5, evidence: evidence(['speed_improvement', 'bug_resolution']) })).toBe(4)
    expect(points({ basePoints: 0, evidence: evidence(['innovation'], 2) })).toBe(0)
    expect(points({ evidence: evidence(['innovation'], 0) })).toBe(0)
    expect(points({ evidence: evidence(['innovation']) })).toBe(8)
  })

  it('takes stated base points of 0 for none, not for the usual', () => {
    expect(
      scoreReport(makeReport({ basePoints: 0, bonusPoints: 7 }), { streakDays: 30, rules: rulesV1 }).xp,
    ).toBe(7)
  })
})
