import type { InStatement } from '@libsql/client'
import { periodCodesOf } from './period-code.ts'
import { type BoardTallies, type BoardTally, type SeriesTally, tallyPeriods } from './tally-boards.ts'
import { isAtWatermark } from './watermark.ts'

export interface WriteContext {
  readonly workspaceId: string
  /** Nothing is written unless the watermark is still here. */
  readonly fromSeq: number
}

/** Adds tallies to the boards. A row whose XP did not change keeps its place among equal scores. */
export function writeBoards(tallies: BoardTallies, context: WriteContext): readonly InStatement[] {
  const lines = Array.from(tallies.values(), (series) => ({ series, lines: linesOf(series) }))
  const grouped = (isChanged: boolean) =>
    lines.flatMap(({ series, lines: all }) => {
      const chosen = all.filter(({ tally }) => (tally.changedSeq !== null) === isChanged)
      return chosen.length === 0 ? [] : [[...addressOf(series), chosen.map(encode)]]
    })
  const [changed, unchanged] = [grouped(true), grouped(false)]
  return [
    ...(tallies.size > 0 ? [nameSeries([...tallies.values()].map(addressOf), context)] : []),
    ...(changed.length > 0 ? [upsert(changed, 'excluded', context)] : []),
    ...(unchanged.length > 0 ? [upsert(unchanged, 'boards', context)] : []),
  ]
}

/** One tally for all the periods that it is the whole of. */
interface Line {
  readonly subjectId: string
  readonly tally: BoardTally
  readonly periods: readonly number[]
}

function linesOf({ bySubject }: SeriesTally): readonly Line[] {
  return Array.from(bySubject).flatMap(([subjectId, days]) => {
    const [only] = days
    if (only && days.size === 1) return [{ subjectId, tally: only[1], periods: periodCodesOf(only[0]) }]
    return Array.from(tallyPeriods(days), ([period, tally]) => ({ subjectId, tally, periods: [period] }))
  })
}

function addressOf({ scope, scopeId, subject }: SeriesTally) {
  return [scope, scopeId, subject]
}

function encode({ subjectId, tally, periods }: Line) {
  const { name, xp, reports, successes, failures, timedSuccesses, timedSuccessesInMs } = tally
  // biome-ignore format: in the order of the columns
  return [
    subjectId, name, xp, reports, successes, failures, timedSuccesses, timedSuccessesInMs,
    tally.changedSeq ?? tally.firstSeq, periods,
  ]
}

function nameSeries(addresses: readonly unknown[], { workspaceId, fromSeq }: WriteContext): InStatement {
  return {
    sql: `INSERT INTO board_series (workspace_id, id, scope, scope_id, subject)
      SELECT :workspaceId,
        (SELECT coalesce(max(id), 0) FROM board_series WHERE workspace_id = :workspaceId) + row_number() OVER (),
        value ->> 0, value ->> 1, value ->> 2
      FROM json_each(:addresses) WHERE ${isAtWatermark} AND NOT EXISTS (
        SELECT 1 FROM board_series WHERE workspace_id = :workspaceId
          AND scope = value ->> 0 AND scope_id = value ->> 1 AND subject = value ->> 2
      )`,
    args: { workspaceId, fromSeq, addresses: JSON.stringify(addresses) },
  }
}

/** Each line is taken apart once, and then written to each of its periods. */
function upsert(
  tallies: readonly unknown[],
  reachedIn: 'excluded' | 'boards',
  { workspaceId, fromSeq }: WriteContext,
): InStatement {
  return {
    sql: `INSERT INTO boards (workspace_id, series_id, period, subject_id, name,
        xp, reports, successes, failures, timed_successes, timed_successes_in_ms, reached_seq)
      WITH line AS MATERIALIZED (
        SELECT series.id AS series_id, line.value
        FROM json_each(:tallies) AS tallied
        CROSS JOIN board_series AS series ON series.workspace_id = :workspaceId
          AND series.scope = tallied.value ->> 0 AND series.scope_id = tallied.value ->> 1
          AND series.subject = tallied.value ->> 2
        CROSS JOIN json_each(tallied.value, '$[3]') AS line
        WHERE ${isAtWatermark}
      ), tally AS MATERIALIZED (
        SELECT series_id, value ->> 0 AS subject_id, value ->> 1 AS name, value ->> 2 AS xp, value ->> 3 AS reports,
          value ->> 4 AS successes, value ->> 5 AS failures, value ->> 6 AS timed_successes,
          value ->> 7 AS timed_successes_in_ms, value ->> 8 AS reached_seq, value -> 9 AS periods
        FROM line
      )
      SELECT :workspaceId, series_id, period.value, subject_id, name,
        xp, reports, successes, failures, timed_successes, timed_successes_in_ms, reached_seq
      FROM tally CROSS JOIN json_each(tally.periods) AS period WHERE true
      ON CONFLICT (workspace_id, series_id, period, subject_id) DO UPDATE SET
        xp = boards.xp + excluded.xp,
        reports = boards.reports + excluded.reports,
        successes = boards.successes + excluded.successes,
        failures = boards.failures + excluded.failures,
        timed_successes = boards.timed_successes + excluded.timed_successes,
        timed_successes_in_ms = boards.timed_successes_in_ms + excluded.timed_successes_in_ms,
        reached_seq = ${reachedIn}.reached_seq`,
    args: { workspaceId, fromSeq, tallies: JSON.stringify(tallies) },
  }
}
