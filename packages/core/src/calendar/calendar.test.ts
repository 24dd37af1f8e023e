import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOfDay, dayOfDate, formatDay } from './day.ts'
import { dayInZone, isTimeZone } from './day-in-zone.ts'
import { periodStart } from './period.ts'

const instant = (text: string) => Date.parse(text)

describe('dayInZone', () => {
  it.each([
    ['2026-11-22T23:30:00Z', 'UTC', '2026-11-22'],
    ['2026-11-22T23:30:00Z', 'Europe/Berlin', '2026-11-23'],
    ['2026-11-22T04:30:00Z', 'America/New_York', '2026-11-21'],
    ['2026-03-29T00:59:59Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-10-25T22:59:59Z', 'Europe/Berlin', '2026-10-25'],
    ['2026-10-25T23:00:00Z', 'Europe/Berlin', '2026-10-26'],
    ['2011-12-30T09:59:59Z', 'Pacific/Apia', '2011-12-29'],
    ['2011-12-30T10:00:00Z', 'Pacific/Apia', '2011-12-31'],
    ['2024-02-29T12:00:00Z', 'Asia/Kathmandu', '2024-02-29'],
  ])('puts %s in %s on %s', (text, zone, day) => {
    expect(formatDay(dayInZone(instant(text), zone))).toBe(day)
  })

  it('knows which zones exist', () => {
    expect(isTimeZone('Europe/Berlin')).toBe(true)
    expect(isTimeZone('Mars/Olympus')).toBe(false)
  })
})

describe('day numbers', () => {
  it('turn into dates and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (day) => {
        expect(dayOfDate(dateOfDay(day))).toBe(day)
      }),
    )
  })
})

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
