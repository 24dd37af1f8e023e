import { expect, it } from 'vitest'
import { makeReport } from '../../test/make-report.ts'
import { outrankedFacts } from './outranked-facts.ts'

const innovation = { type: 'innovation' as const, data: {} }

it('names the stated facts that a report does not hold', () => {
  const amended = makeReport({
    outcome: 'failure',
    quality: { code: 0.4, source: 'human' },
    evidence: [{ ...innovation, data: { note: 'x' }, improvementFactor: 0 }],
  })
  expect(
    outrankedFacts(amended, {
      outcome: 'success',
      quality: { code: 1, source: 'self' },
      evidence: [{ ...innovation, improvementFactor: 2 }],
    }),
  ).toEqual(['outcome', 'quality', 'evidence'])
  expect(
    outrankedFacts(amended, {
      outcome: 'failure',
      quality: { code: 0.4, source: 'human' },
      evidence: [{ ...innovation, improvementFactor: 0 }],
    }),
  ).toEqual([])
  expect(outrankedFacts(amended, {})).toEqual([])
})
