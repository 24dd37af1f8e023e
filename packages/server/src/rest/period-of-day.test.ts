import { dayOfDate } from '@arena/core'
import { expect, it } from 'vitest'
import { periodOfDay } from './period-of-day.ts'

it.each([
  // the corners that ISO 8601 itself names, and leap years
  [2026, 11, 25, '2026-W48'],
  [2005, 1, 1, '2004-W53'],
  [2005, 1, 2, '2004-W53'],
  [2005, 12, 31, '2005-W52'],
  [2007, 1, 1, '2007-W01'],
  [2008, 12, 29, '2009-W01'],
  [2009, 12, 31, '2009-W53'],
  [2010, 1, 3, '2009-W53'],
  [2024, 12, 30, '2025-W01'],
])('%i-%i-%i lies in %s', (year, month, day, week) => {
  expect(periodOfDay('weekly', dayOfDate({ year, month, day }))).toBe(week)
})

it('names days and months', () => {
  const day = dayOfDate({ year: 2028, month: 2, day: 29 })
  expect([periodOfDay('daily', day), periodOfDay('monthly', day)]).toEqual(['2028-02-29', '2028-02'])
})
