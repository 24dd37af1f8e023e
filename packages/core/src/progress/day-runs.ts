/** Days in a row on which a user was active, both ends included, as day numbers. */
export interface DayRun {
  readonly firstDay: number
  readonly lastDay: number
}

/** Adds an active day to runs in rising order, joining the runs it connects. */
export function addDay(runs: readonly DayRun[], day: number): readonly DayRun[] {
  if (runs.some((run) => run.firstDay <= day && day <= run.lastDay)) return runs
  const touching = runs.filter((run) => run.lastDay === day - 1 || run.firstDay === day + 1)
  const joined = {
    firstDay: Math.min(day, ...touching.map((run) => run.firstDay)),
    lastDay: Math.max(day, ...touching.map((run) => run.lastDay)),
  }
  return [...runs.filter((run) => !touching.includes(run)), joined].sort((a, b) => a.firstDay - b.firstDay)
}

/** The number of active days in a row that end on `day`, `day` itself counted as active. */
export function streakOn(runs: readonly DayRun[], day: number): number {
  const run = runs.find(({ firstDay, lastDay }) => firstDay < day && day <= lastDay + 1)
  return run ? day - run.firstDay + 1 : 1
}

/** The run that ends on `today` or the day before, counted up to `today`; 0 when it was broken. */
export function currentStreak(runs: readonly DayRun[], today: number): number {
  const run = runs.find(({ firstDay, lastDay }) => firstDay <= today && today <= lastDay + 1)
  return run ? Math.min(run.lastDay, today) - run.firstDay + 1 : 0
}

/** The whole run that holds `day`, in days; 0 when the day was not active. */
export function runLength(runs: readonly DayRun[], day: number): number {
  const run = runs.find(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay)
  return run ? run.lastDay - run.firstDay + 1 : 0
}
