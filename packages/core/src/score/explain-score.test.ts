import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryReport } from '../../test/arbitrary-report.ts'
import { makeReport } from '../../test/make-report.ts'
import type { ReportInput } from '../report.ts'
import { explainScore } from './explain-score.ts'
import { rulesV1 } from './rules.ts'
import { scoreReport } from './score-report.ts'

function explain(stated: Partial<ReportInput>, streakDays = 1): string[] {
  const report = makeReport(stated)
  return explainScore({ ...scoreReport(report, { streakDays, rules: rulesV1 }), rules: 'v1', report })
}

describe('explainScore', () => {
  it('says which evidence nobody stated', () => {
    const data = { runs: 2 }
    const evidence = [
      { type: 'bug_resolution' as const, data, inferred: true as const },
      { type: 'code_quality' as const, data },
    ]
    expect(explain({ evidence })).toContain('Evidence of bug resolution (inferred), code quality: + 9')
  })

  it('says only base and sum where nothing else counted', () => {
    expect(explain({})).toEqual(['Base: 10 for task completion', 'Sum: 10 XP by rules v1'])
  })

  it('gives a line to each factor, then the sum', () => {
    const lines = explain(
      {
        action: 'error_resolution',
        task: { complexity: 'medium' },
        durationInMs: 65_000,
        quality: { response: 0.9, code: 0.95 },
        multipliers: [{ type: 'urgent', value: 1.1 }],
        bonusPoints: 5,
        evidence: [
          { type: 'bug_resolution', data: { ticket: 7 } },
          { type: 'innovation', data: { note: 'new' }, improvementFactor: 0.5 },
        ],
      },
      7,
    )
    expect(lines).toEqual([
      'Base: 20 for error resolution',
      'Complexity medium: x 1.5',
      'Mean quality 0.925: x 2',
      'Took 1 min 05 s, expected 2 min: x 1.25',
      'Multipliers: x 1.1',
      '7 days in a row: x 1.3',
      'Bonus: + 5',
      'Evidence of bug resolution, innovation: + 18',
      'Sum: 20 x 1.5 x 2 x 1.25 x 1.1 x 1.3 (rounded down to 107) + bonus 5 + evidence 18 = 130 XP by rules v1',
    ])
  })

  it('says what was held to a limit', () => {
    const tenfold = { type: 'urgent', value: 10 }
    expect(explain({ basePoints: 500, bonusPoints: 101, multipliers: [tenfold, tenfold] })).toEqual([
      'Base: 100, the most that counts (500 stated)',
      'Multipliers: x 5, the most that counts (100 stated)',
      'Bonus: + 100, the most that counts (101 stated)',
      'Sum: 100 x 5 + bonus 100 = 600 XP by rules v1',
    ])
    const tenth = { type: 'trivial', value: 0.1 }
    expect(explain({ multipliers: [tenth, tenth] })).toContain(
      'Multipliers: x 0.1, the least that counts (0.01 stated)',
    )
  })

  it('says that base points were stated, even none', () => {
    expect(explain({ basePoints: 0 })).toEqual(['Base: 0 as stated', 'Sum: 0 XP by rules v1'])
  })

  it('says when a complexity was inferred, even where it changes nothing', () => {
    expect(explain({ task: { complexityInferred: 'complex' } })).toContain(
      'Complexity complex, inferred: x 2',
    )
    expect(explain({ task: { complexityInferred: 'simple' } })).toContain('Complexity simple, inferred: x 1')
    expect(explain({ task: { complexityInferred: 'expert' } })).toContain(
      'Complexity expert, inferred: x 2, the most that an inferred one counts',
    )
  })

  it('says what a failure leaves out', () => {
    const quality = { response: 1 }
    expect(explain({ outcome: 'failure', quality, bonusPoints: 5 }, 30)).toEqual([
      'Base: 10 for task completion',
      'Outcome failure: x 0.3, no bonus, no evidence, and only complexity counts above 1',
      'Sum: 10 x 0.3 = 3 XP by rules v1',
    ])
    expect(explain({ outcome: 'unknown' })).toContain(
      'Outcome unknown: x 0.5, and only complexity counts above 1',
    )
    expect(explain({ outcome: 'cancelled', bonusPoints: 5 })).toEqual([
      'Base: 10 for task completion',
      'Outcome cancelled: x 0',
      'Sum: 10 x 0 = 0 XP by rules v1',
    ])
  })

  it('is brief about a row that no report scored', () => {
    expect(explainScore({ xp: 50, breakdown: null, rules: 'v1', report: null })).toEqual([
      'Sum: 50 XP by rules v1',
    ])
  })

  it('is short and ends with the XP, whatever the report', () => {
    fc.assert(
      fc.property(arbitraryReport(), fc.nat(40), (report, streakDays) => {
        const score = scoreReport(report, { streakDays, rules: rulesV1 })
        const lines = explainScore({ ...score, rules: 'v1', report })
        expect(lines.at(-1)).toContain(`${score.xp} XP by rules v1`)
        expect(lines.length).toBeLessThanOrEqual(10)
        expect(lines.join(' ')).not.toMatch(/undefined|null|NaN|_/)
      }),
    )
  })
})
