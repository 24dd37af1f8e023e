import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOfDay, dayOfDate } from './day.ts'

describe('day numbers', () => {
  it('turn into dates and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (day) => {
        expect(dayOfDate(dateOfDay(day))).toBe(day)
      }),
    )
  })
})
