import { expect, it } from 'vitest'
import { dayOfDate, formatDay } from './day.ts'
import { lastDayOfPeriod } from './last-day-of-period.ts'

const february1 = dayOfDate({ year: 2028, month: 2, day: 1 })

it.each([
  ['day', '2028-02-01'],
  ['week', '2028-02-07'],
  ['month', '2028-02-29'],
] as const)('ends the %s that starts on 1 February 2028 on %s', (window, day) => {
  expect(formatDay(lastDayOfPeriod(window, february1) ?? 0)).toBe(day)
})

it('never ends all time', () => {
  expect(lastDayOfPeriod('all', 0)).toBeNull()
})
