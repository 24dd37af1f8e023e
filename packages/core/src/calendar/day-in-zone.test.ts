import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDay } from './day.ts'
import { dayInZone, isTimeZone } from './day-in-zone.ts'

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
    ['1971-06-01T00:44:29Z', 'Africa/Monrovia', '1971-05-31'],
    ['1971-06-01T00:44:30Z', 'Africa/Monrovia', '1971-06-01'],
    ['2000-10-29T02:30:30Z', 'America/St_Johns', '2000-10-29'],
    ['2000-10-29T02:31:00Z', 'America/St_Johns', '2000-10-28'], // at a minute past midnight clocks went back
  ])('puts %s in %s on %s', (text, zone, day) => {
    expect(formatDay(dayInZone(instant(text), zone))).toBe(day)
  })

  it('is the same in whichever order days are asked for', () => {
    const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia']
    const midnight = instant('2026-10-25T00:00:00Z')
    const asked = fc.tuple(fc.integer({ min: -86_400_000, max: 86_400_000 }), fc.constantFrom(...zones))
    fc.assert(
      fc.property(fc.array(asked), (list) => {
        for (const [after, zone] of list) {
          const told = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(midnight + after)
          expect(formatDay(dayInZone(midnight + after, zone))).toBe(told)
        }
      }),
    )
  })

  it('knows which zones exist', () => {
    expect(isTimeZone('Europe/Berlin')).toBe(true)
    expect(isTimeZone('Mars/Olympus')).toBe(false)
  })
})
