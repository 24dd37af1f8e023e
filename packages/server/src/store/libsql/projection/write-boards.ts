import type { InStatement } from '@libsql/client'
import type { BoardTally } from './tally-boards.ts'
import { isAtWatermark } from './watermark.ts'

export interface WriteContext {
  readonly workspaceId: string
  /** Nothing is written unless the watermark is still here. */
  readonly fromSeq: number
}

/** Adds tallies to the boards. A row whose XP did not change keeps its place among equal scores. */
export function writeBoards(tallies: Iterable<BoardTally>, context: WriteContext): readonly InStatement[] {
  const changed: BoardTally[] = []
  const unchanged: BoardTally[] = []
  for (const tally of tallies) (tally.changedSeq === null ? unchanged : changed).push(tally)
  return [
    ...(changed.length > 0 ? [upsert(changed, 'excluded', context)] : []),
    ...(unchanged.length > 0 ? [upsert(unchanged, 'boards', context)] : []),
  ]
}

function upsert(
  tallies: readonly BoardTally[],
  reachedIn: 'excluded' | 'boards',
  { workspaceId, fromSeq }: WriteContext,
): InStatement {
  return {
    sql: `INSERT INTO boards (workspace_id, scope, scope_id, subject, "window", period_start, subject_id,
        name, xp, reports, successes, failures, reached_seq)
      SELECT :workspaceId, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
        value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11
      FROM json_each(:tallies) WHERE ${isAtWatermark}
      ON CONFLICT (workspace_id, scope, scope_id, subject, "window", period_start, subject_id) DO UPDATE SET
        xp = boards.xp + excluded.xp,
        reports = boards.reports + excluded.reports,
        successes = boards.successes + excluded.successes,
        failures = boards.failures + excluded.failures,
        reached_seq = ${reachedIn}.reached_seq`,
    args: { workspaceId, fromSeq, tallies: JSON.stringify(tallies.map(toArray)) },
  }
}

function toArray(tally: BoardTally) {
  const { scope, scopeId, subject, window, periodStart, subjectId, name } = tally
  const { xp, reports, successes, failures, changedSeq, firstSeq } = tally
  // biome-ignore format: one line for the place, one for what is added
  return [
    scope, scopeId, subject, window, periodStart, subjectId, name,
    xp, reports, successes, failures, changedSeq ?? firstSeq,
  ]
}
