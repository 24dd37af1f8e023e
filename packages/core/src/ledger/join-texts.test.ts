import { describe, expect, it } from 'vitest'
import { makeReport } from '../../test/make-report.ts'
import { reportSchema } from '../report.ts'
import { joinTexts } from './join-texts.ts'
import { stripTexts } from './strip-texts.ts'

const report = makeReport({
  task: { description: 'a plan', type: 'planning', complexity: 'medium' },
  multipliers: [
    { type: 'urgent', value: 2, reason: 'a reason' },
    { type: 'late', value: 1 },
  ],
  evidence: [{ type: 'innovation', data: { note: 'a trick' }, improvementFactor: 1.5 }],
  metadata: { ticket: 'a number' },
})

describe('joinTexts', () => {
  it.each([
    ['all texts', report],
    ['none', makeReport({ task: { complexity: 'simple' } })],
    ['a description alone', makeReport({ task: { description: 'a plan' } })],
  ])('gives back what was stripped: %s', (_, whole) => {
    const stripped = stripTexts(whole)
    expect(joinTexts(stripped.report, stripped.texts)).toEqual(whole)
  })

  it('gives a valid report where the texts were erased', () => {
    const joined = joinTexts(stripTexts(report).report, null)
    expect(reportSchema.parse(joined).evidence).toMatchObject([{ data: { erased: true } }])
  })
})
