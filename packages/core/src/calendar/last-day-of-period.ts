import { type BoardWindow, periodStart } from './period.ts'

const longestPeriodInDays = 31

/** The last day of the period that starts on `start`; null for all time. */
export function lastDayOfPeriod(window: BoardWindow, start: number): number | null {
  switch (window) {
    case 'day':
      return start
    case 'week':
      return start + 6
    case 'month':
      return periodStart('month', start + longestPeriodInDays) - 1
    case 'all':
      return null
  }
}
