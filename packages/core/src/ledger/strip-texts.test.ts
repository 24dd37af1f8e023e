import { describe, expect, it } from 'vitest'
import { makeReport } from '../../test/make-report.ts'
import { stripTexts } from './strip-texts.ts'

describe('stripTexts', () => {
  const report = makeReport({
    task: { description: 'secret plan', type: 'planning', complexity: 'medium' },
    multipliers: [
      { type: 'urgent', value: 2, reason: 'secret boss' },
      { type: 'late', value: 1 },
    ],
    evidence: [{ type: 'innovation', data: { note: 'secret trick' }, improvementFactor: 1.5 }],
    metadata: { ticket: 'secret number' },
  })

  it('leaves no free text in what the ledger keeps', () => {
    expect(JSON.stringify(stripTexts(report).report)).not.toContain('secret')
  })

  it('keeps all that counted', () => {
    expect(stripTexts(report).report).toEqual({
      ...makeReport({ id: report.id }),
      task: { type: 'planning', complexity: 'medium' },
      multipliers: [
        { type: 'urgent', value: 2 },
        { type: 'late', value: 1 },
      ],
      evidence: [{ type: 'innovation', data: {}, improvementFactor: 1.5 }],
    })
  })

  it('gives the texts in their places', () => {
    expect(stripTexts(report).texts).toEqual({
      description: 'secret plan',
      reasons: ['secret boss', null],
      evidence: [{ note: 'secret trick' }],
      metadata: { ticket: 'secret number' },
    })
  })

  it('gives no texts and the same report where there are none', () => {
    const plain = makeReport({ task: { complexity: 'simple' }, multipliers: [{ type: 'urgent', value: 2 }] })
    expect(stripTexts(plain)).toEqual({ report: plain, texts: null })
  })
})
