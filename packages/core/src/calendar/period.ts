import { dateOfDay, dayOfDate } from './day.ts'

export const boardWindows = ['day', 'week', 'month', 'all'] as const
export type BoardWindow = (typeof boardWindows)[number]

/** The first day of the period that holds `day`: the day, its Monday, the first of its month, or 0 for all time. */
export function periodStart(window: BoardWindow, day: number): number {
  switch (window) {
    case 'day':
      return day
    case 'week':
      return day - ((((day + 3) % 7) + 7) % 7) // day 0, 1 January 1970, was a Thursday
    case 'month':
      return dayOfDate({ ...dateOfDay(day), day: 1 })
    case 'all':
      return 0
  }
}
