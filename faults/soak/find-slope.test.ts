import { expect, it } from 'vitest'
import { findSlope } from './find-slope.ts'

it('finds the slope of a line, and that nothing is uncertain of it', () => {
  const slope = findSlope([1, 2, 3, 7].map((x) => ({ x, y: 5 - 2 * x })))
  expect(slope.perX).toBeCloseTo(-2)
  expect(slope.uncertainty).toBeCloseTo(0)
})

it('finds points that jump about uncertain', () => {
  const { perX, uncertainty } = findSlope([0, 1, 0, 1, 0, 1].map((y, x) => ({ x, y })))
  expect(Math.abs(perX)).toBeLessThan(uncertainty)
})
