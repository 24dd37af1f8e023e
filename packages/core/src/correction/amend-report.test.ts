import { describe, expect, it } from 'vitest'
import { makeReport } from '../../test/make-report.ts'
import type { EvidenceType, QualitySource } from '../report.ts'
import { amendReport } from './amend-report.ts'
import { nothingReviewed } from './reviewed-facts.ts'

const qualityOf = (code: number, source: QualitySource) => ({ code, source })
const evidenceOf = (type: EvidenceType, improvementFactor = 1) => ({
  type,
  data: { note: type },
  improvementFactor,
})

describe('amendReport', () => {
  it('changes the facts given and leaves all others', () => {
    const report = makeReport({ durationInMs: 5, quality: { code: 1 }, task: { complexity: 'expert' } })
    expect(amendReport(report, { outcome: 'failure' }, nothingReviewed)).toEqual({
      ...report,
      outcome: 'failure',
    })
    expect(amendReport(report, {}, nothingReviewed)).toEqual(report)
  })

  it.each<[QualitySource, QualitySource]>([
    ['self', 'model'],
    ['self', 'human'],
    ['model', 'ci'],
  ])('puts quality in the place of what %s said when %s judges', (held, stated) => {
    const report = makeReport({ quality: { response: 1, satisfaction: 1, source: held } })
    const { quality } = amendReport(report, { quality: qualityOf(0.4, stated) }, nothingReviewed)
    expect(quality).toEqual({ code: 0.4, source: stated })
  })

  it.each<[QualitySource, QualitySource]>([
    ['self', 'self'],
    ['human', 'ci'],
    ['ci', 'human'],
  ])('merges, score by score, what %s and then %s say', (held, stated) => {
    const report = makeReport({ quality: { response: 0.7, code: 1, source: held } })
    const { quality } = amendReport(report, { quality: qualityOf(0.4, stated) }, nothingReviewed)
    expect(quality).toEqual({ response: 0.7, code: 0.4, source: stated })
  })

  it('passes over quality of a lower source', () => {
    const report = makeReport({ quality: { code: 0.4, source: 'ci' } })
    expect(amendReport(report, { quality: qualityOf(1, 'model') }, nothingReviewed)).toEqual(report)
  })

  it('takes a quality without scores for none', () => {
    const report = makeReport({ quality: { source: 'human' } })
    const { quality } = amendReport(report, { quality: qualityOf(1, 'self') }, nothingReviewed)
    expect(quality).toEqual({ code: 1, source: 'self' })
  })

  it('adds evidence of a new type and replaces that of a known one, in its place', () => {
    const report = makeReport({ evidence: [evidenceOf('innovation'), evidenceOf('code_quality')] })
    const evidence = [evidenceOf('bug_resolution'), evidenceOf('innovation', 2)]
    expect(amendReport(report, { evidence }, nothingReviewed).evidence).toEqual([
      evidenceOf('innovation', 2),
      evidenceOf('code_quality'),
      evidenceOf('bug_resolution'),
    ])
  })

  it('keeps what reviewers have said of outcome and evidence', () => {
    const report = makeReport({ outcome: 'failure', evidence: [evidenceOf('innovation', 0)] })
    const amendment = { outcome: 'success', evidence: [evidenceOf('innovation', 2)] } as const
    const kept = { isOutcomeReviewed: true, evidence: new Set(['innovation'] as const) }
    expect(amendReport(report, { ...amendment, evidence: [...amendment.evidence] }, kept)).toEqual(report)
  })
})
