import { describe, expect, it } from 'vitest'
import { makeReport } from '../../test/make-report.ts'
import { describeChanges } from './describe-changes.ts'

describe('describeChanges', () => {
  it('says what each fact is and was', () => {
    const before = makeReport({
      quality: { response: 1, code: 0.9 },
      evidence: [{ type: 'code_quality', data: { note: 'x' } }],
    })
    const after = makeReport({
      outcome: 'failure',
      quality: { code: 0.5, source: 'human' },
      evidence: [
        { type: 'code_quality', data: { note: 'x' }, improvementFactor: 2 },
        { type: 'bug_resolution', data: { note: 'x' }, improvementFactor: 1.5 },
      ],
    })
    expect(describeChanges(before, after)).toEqual([
      'Outcome: failure, before success',
      'Quality: code 0.5 (human), before code 0.9, response 1 (self)',
      'Evidence of code quality: improvement 2, before 1',
      'Evidence of bug resolution: new, improvement 1.5',
    ])
    expect(describeChanges(makeReport(), { ...makeReport(), quality: { code: 1, source: 'self' } })).toEqual([
      'Quality: code 1 (self), before none',
    ])
  })

  it('says that a report was taken out', () => {
    expect(describeChanges(makeReport(), null)).toEqual(['Taken out'])
  })
})
