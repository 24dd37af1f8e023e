import { describe, expect, it } from 'vitest'
import { zodIssues } from '../validate-report.ts'
import { amendmentSchema } from './amendment.ts'

const evidence = { type: 'innovation', data: { note: 'new' } }

describe('amendmentSchema', () => {
  it('takes late facts and fills nothing in', () => {
    const stated = { outcome: 'failure', quality: { code: 0.5 }, evidence: [evidence] }
    expect(amendmentSchema.parse(stated)).toEqual(stated)
    expect(amendmentSchema.parse({})).toEqual({})
  })

  it.each([
    ['a fact that is final', { basePoints: 100 }, 'basePoints'],
    ['an unknown score', { quality: { code: 1, beauty: 1 } }, 'quality.beauty'],
    ['a score out of range', { quality: { code: 2 } }, 'quality.code'],
    ['a quality without scores', { quality: { source: 'human' } }, 'quality'],
    ['no evidence', { evidence: [] }, 'evidence'],
    ['one type of evidence twice', { evidence: [evidence, evidence] }, 'evidence'],
    ['evidence without data', { evidence: [{ ...evidence, data: {} }] }, 'evidence.0.data'],
    ['an outcome that is none', { outcome: 'great' }, 'outcome'],
  ])('refuses %s', (_, stated, path) => {
    const { error } = amendmentSchema.safeParse(stated)
    expect(error && zodIssues(error).map((issue) => issue.path)).toEqual([path])
  })
})
