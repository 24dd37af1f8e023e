import { successRate } from '@arena/core'
import { expect, it } from 'vitest'
import { formatSuccessRange } from './format-success-range.ts'

const prior = { mean: 0.8, strength: 8 }

it.each([
  [{ success: 0, failure: 0 }, 'not measured'],
  [{ success: 1, failure: 0 }, 'too few to rate'],
  [{ success: 8, failure: 2 }, '60 to 95 %'],
  [{ success: 24, failure: 6 }, '69 to 90 %'],
])('says how likely %j is a success', (counts, words) => {
  expect(formatSuccessRange(successRate(counts, prior))).toBe(words)
})
