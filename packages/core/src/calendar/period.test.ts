import { describe, expect, it } from 'vitest'
import { dayOfDate, formatDay } from './day.ts'
import { periodStart } from './period.ts'

describe('periodStart', () => {
  const sunday = dayOfDate({ year: 2026, month: 11, day: 22 })
  it.each([
    ['day', '2026-11-22'],
    ['week', '2026-11-16'],
    ['month', '2026-11-01'],
    ['all', '1970-01-01'],
  ] as const)('starts the %s of a Sunday on %s', (window, day) => {
    expect(formatDay(periodStart(window, sunday))).toBe(day)
  })

  it('starts a week on its own Monday', () => {
    expect(formatDay(periodStart('week', sunday + 1))).toBe('2026-11-23')
  })
})
