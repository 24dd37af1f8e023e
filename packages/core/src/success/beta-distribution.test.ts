import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { betaQuantile } from './beta-distribution.ts'

const shape = fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 0.5, max: 2000, noNaN: true }))

describe('betaQuantile', () => {
  it.each([1, 2, 3.5, 40, 1000])('of a symmetric distribution of %d is a half in the middle', (shape) => {
    expect(betaQuantile(shape, shape, 0.5)).toBeCloseTo(0.5, 12)
  })

  it('rises with the share, between 0 and 1, whatever the shape', () => {
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        const quantiles = [0.025, 0.05, 0.5, 0.95, 0.975].map((share) => betaQuantile(a, b, share))
        expect(quantiles).toEqual(quantiles.toSorted((one, other) => one - other))
        expect(quantiles.every((quantile) => quantile > 0 && quantile <= 1)).toBe(true)
      }),
    )
  })

  it('mirrors when the shapes are exchanged', () => {
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        expect(betaQuantile(a, b, 0.05)).toBeCloseTo(1 - betaQuantile(b, a, 0.95), 9)
      }),
    )
  })
})
