import type { InStatement, ResultSet } from '@libsql/client'
import type { BoardPlace } from '../../board-row.ts'
import type { HeldBoard } from './board-counts.ts'
import { boardArgs, isOnBoard } from './board-sql.ts'
import { type BoardTallies, type BoardTally, tallyPeriods } from './tally-boards.ts'

/** Brings the counts of boards to where a write brought the boards. */
export interface BoardFollower {
  /** Go into the write, before it changes the boards: what the subjects have so far. */
  readonly statements: readonly InStatement[]
  /** Takes the results of the statements, and the watermark before and after the write. */
  apply(results: readonly ResultSet[], moved: { readonly fromSeq: number; readonly toSeq: number }): void
}

/** A row of a board as far as counts go; null when it counts nothing. */
type Counted = BoardPlace | null

/** `boardsNow` gives the boards held at the time of its call. */
export function followBoards(boardsNow: () => readonly HeldBoard[], tallies: BoardTallies): BoardFollower {
  const tallyByBoard = new Map(boardsNow().map((board) => [board, talliesOf(board, tallies)]))
  const touched = [...tallyByBoard].filter(([, bySubject]) => bySubject.size > 0)
  return {
    statements: touched.map(([board, bySubject]) => selectBefore(board, [...bySubject.keys()])),
    apply(results, { fromSeq, toSeq }) {
      const resultByBoard = new Map(touched.map(([board], index) => [board, results[index]]))
      for (const board of boardsNow()) {
        if (board.seq === null || board.seq >= toSeq) continue // what it holds was read after the write
        const bySubject = tallyByBoard.get(board)
        if (board.seq !== fromSeq || !bySubject) {
          board.isDropped = true // a write went by that it did not follow
          continue
        }
        board.seq = toSeq
        const result = resultByBoard.get(board)
        if (result) change(board, bySubject, result)
      }
    },
  }
}

function talliesOf({ seriesKey, period }: HeldBoard, tallies: BoardTallies): ReadonlyMap<string, BoardTally> {
  const bySubject = new Map<string, BoardTally>()
  for (const [subjectId, days] of tallies.get(seriesKey)?.bySubject ?? []) {
    const tally = tallyPeriods(days).get(period)
    if (tally) bySubject.set(subjectId, tally)
  }
  return bySubject
}

function selectBefore({ address }: HeldBoard, subjectIds: readonly string[]): InStatement {
  return {
    sql: `SELECT json_group_array(json_array(board.subject_id, board.xp, board.reports, board.reached_seq)) AS rows
      FROM json_each(:subjectIds) AS subject CROSS JOIN boards AS board
        ON ${isOnBoard} AND board.subject_id = subject.value`,
    args: { ...boardArgs(address), subjectIds: JSON.stringify(subjectIds) },
  }
}

type BeforeRow = readonly [subjectId: string, xp: number, reports: number, reachedSeq: number]

function change(board: HeldBoard, tallies: ReadonlyMap<string, BoardTally>, { rows }: ResultSet): void {
  const before = new Map(
    (JSON.parse(String(rows[0]?.['rows'])) as readonly BeforeRow[]).map((row) => [row[0], row]),
  )
  for (const [subjectId, tally] of tallies) {
    const [, xp = 0, reports = 0, reachedSeq = tally.firstSeq] = before.get(subjectId) ?? []
    count(board, -1, placeOf({ xp, reports, reachedSeq }))
    const after = { xp: xp + tally.xp, reports: reports + tally.reports }
    count(board, 1, placeOf({ ...after, reachedSeq: tally.changedSeq ?? reachedSeq }))
  }
}

function placeOf(row: BoardPlace & { readonly reports: number }): Counted {
  return row.reports > 0 || row.xp > 0 ? row : null
}

/** What lies after the last place loaded is counted when it is loaded. */
function count({ counts, loadedTo }: HeldBoard, by: 1 | -1, place: Counted): void {
  if (!place || loadedTo === null) return
  const isLoaded =
    loadedTo === 'whole' ||
    place.xp > loadedTo.xp ||
    (place.xp === loadedTo.xp && place.reachedSeq <= loadedTo.reachedSeq)
  if (isLoaded) counts.add(place.xp, by)
}
