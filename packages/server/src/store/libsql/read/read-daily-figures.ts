import type { InStatement } from '@libsql/client'
import type { DailyFigures, DailyQuestion } from '../../store.ts'
import type { Connection } from '../connection.ts'

/** Looked up day by day: of a range alone, the index would give the cells of every user. */
const fromCells = `FROM json_each(:days) AS days CROSS JOIN rollup_cells AS cells
  ON cells.workspace_id = :workspaceId AND cells.day = days.value AND cells.user_id = :userId`

/** What a user's roll-up cells add up to by day, the earliest first; days without a report are left out. */
export async function readDailyFigures(
  connection: Connection,
  { workspaceId, userId, agentKey, firstDay, lastDay }: DailyQuestion,
): Promise<DailyFigures[]> {
  const days = Array.from({ length: lastDay - firstDay + 1 }, (_, index) => firstDay + index)
  const source = agentKey === undefined ? fromCells : `${fromCells} AND cells.agent_key = :agentKey`
  const args = {
    workspaceId,
    userId,
    days: JSON.stringify(days),
    ...(agentKey !== undefined && { agentKey }),
  }
  const statements: InStatement[] = [
    {
      sql: `SELECT cells.day, sum(successes) AS successes, sum(failures) AS failures, sum(cancelled) AS cancelled,
          sum(unknown) AS unknown, sum(xp) AS xp
        ${source} GROUP BY cells.day
        HAVING sum(successes) + sum(failures) + sum(cancelled) + sum(unknown) > 0 ORDER BY cells.day`,
      args,
    },
    {
      sql: `SELECT cells.day, sketch.key AS bucket, sum(sketch.value) AS times
        ${source} CROSS JOIN json_each(cells.duration_sketch) AS sketch GROUP BY cells.day, sketch.key`,
      args,
    },
  ]
  const [figures, sketches] = await connection.read(statements)
  const durationsByDay = new Map<number, (readonly [number, number])[]>()
  for (const { day, bucket, times } of sketches?.rows ?? []) {
    const known = durationsByDay.get(Number(day)) ?? []
    durationsByDay.set(Number(day), [...known, [Number(bucket), Number(times)]])
  }
  return (figures?.rows ?? []).map((row) => ({
    day: Number(row['day']),
    successes: Number(row['successes']),
    failures: Number(row['failures']),
    cancelled: Number(row['cancelled']),
    unknown: Number(row['unknown']),
    xp: Number(row['xp']),
    durations: durationsByDay.get(Number(row['day'])) ?? [],
  }))
}
