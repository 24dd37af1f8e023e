import { dateOfDay, dayOfDate, formatDay, periodStart } from '@arena/core'

export const periodNames = ['daily', 'weekly', 'monthly'] as const
export type PeriodName = (typeof periodNames)[number]

/** The day, ISO week or month that holds a day: 2026-11-25, 2026-W48 or 2026-11. */
export function periodOfDay(period: PeriodName, day: number): string {
  switch (period) {
    case 'daily':
      return formatDay(day)
    case 'weekly':
      return isoWeek(day)
    case 'monthly':
      return formatDay(day).slice(0, 7)
  }
}

/** A week belongs to the year that holds its Thursday. */
function isoWeek(day: number): string {
  const thursday = periodStart('week', day) + 3
  const { year } = dateOfDay(thursday)
  const week = Math.floor((thursday - dayOfDate({ year, month: 1, day: 1 })) / 7) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}
