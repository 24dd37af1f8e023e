import { describe, expect, it } from 'vitest'
import { makeReport } from '../../test/make-report.ts'
import { limitsOfScores } from './limits-of-scores.ts'
import { rulesV1 } from './rules.ts'
import { scoreReport } from './score-report.ts'

const present = { basePoints: 7, bonusPoints: 9 }

function score(stated: Parameters<typeof makeReport>[0], limits = rulesV1.limits) {
  const report = makeReport(stated)
  return { report, ...scoreReport(report, { streakDays: 1, rules: { ...rulesV1, limits } }) }
}

describe('limitsOfScores', () => {
  it('finds the limits that held points back', () => {
    const scored = score({ basePoints: 50, bonusPoints: 60 }, { basePoints: 30, bonusPoints: 40 })
    expect(limitsOfScores([scored], present)).toEqual({ basePoints: 30, bonusPoints: 40 })
  })

  it('holds nothing back that was not held back', () => {
    const scored = score({ basePoints: 50, bonusPoints: 60 })
    expect(limitsOfScores([scored], present)).toEqual({ basePoints: Infinity, bonusPoints: Infinity })
  })

  it('holds by the present limit a bonus that never counted', () => {
    const failed = score({ outcome: 'failure', bonusPoints: 1_000_000 })
    expect(limitsOfScores([failed], present).bonusPoints).toBe(9)
  })

  it('remembers the bonus that counted before the report became a failure', () => {
    const scored = score({ bonusPoints: 60 }, { basePoints: 100, bonusPoints: 40 })
    const failed = score({ bonusPoints: 60, outcome: 'failure' })
    expect(limitsOfScores([scored, failed], present).bonusPoints).toBe(40)
  })
})
