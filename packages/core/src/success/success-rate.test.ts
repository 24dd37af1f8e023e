import { expect, it } from 'vitest'
import priorVectors from '../../vectors/insights/success-prior.json' with { type: 'json' }
import rateVectors from '../../vectors/insights/success-rate.json' with { type: 'json' }
import { successPrior } from './success-prior.ts'
import { type OutcomeCounts, successRankScore, successRate } from './success-rate.ts'

function expectClose(actual: number | null | undefined, expected: number | null): void {
  if (expected === null || typeof actual !== 'number') expect(actual).toBe(expected)
  else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)))
}

it.each(rateVectors.cases)('rates $name', ({ input, expected }) => {
  const rate = successRate(input.c, input.prior)
  const { state, ...numbers } = expected
  expect(rate.state).toBe(state)
  for (const [name, value] of Object.entries(numbers)) {
    expectClose(rate[name as keyof typeof numbers], value as number | null)
  }
  expectClose(successRankScore(input.c, input.prior), expected.rankScore)
})

it.each(priorVectors.cases)('takes the prior of $name', ({ input, expected }) => {
  const prior = successPrior(input.agents as readonly OutcomeCounts[])
  expectClose(prior.mean, expected.mean)
  expect(prior.strength).toBe(expected.strength)
})
