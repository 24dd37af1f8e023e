import type { InValue } from '@libsql/client'
import type { BoardAddress } from '../../board-row.ts'
import { periodCode } from './period-code.ts'

/** True in SQL for the rows, here `board`, of the board that `boardArgs` name. */
export const isOnBoard = `board.workspace_id = :workspaceId AND board.period = :period AND board.series_id = (
  SELECT id FROM board_series
  WHERE workspace_id = :workspaceId AND scope = :scope AND scope_id = :scopeId AND subject = :subject
)`

/** True in SQL for rows that still count something: what was taken out again leaves an empty one. */
const isFilled = '(board.reports > 0 OR board.xp > 0)'

const isHidden = `EXISTS (SELECT 1 FROM users
  WHERE workspace_id = :workspaceId AND id = board.subject_id AND is_on_boards = 0)`

export function boardArgs({ workspaceId, scope, scopeId, subject, window, periodStart }: BoardAddress) {
  return { workspaceId, scope, scopeId, subject, period: periodCode(window, periodStart) }
}

/** Which rows, seen from a place of the board whose XP and `seq` are the SQL given; so is the most rows. */
export type BoardRange =
  | { readonly side: 'top'; readonly limit: string }
  /** The row of `:subjectId` alone. */
  | { readonly side: 'self' }
  | { readonly side: 'after' | 'before'; readonly xp: string; readonly seq: string; readonly limit: string }

/**
 * Rows of a board in its order, or before a place in the reverse of it. The two halves, equal scores and others, are a
 * range of the key each, however many share a score.
 */
export function selectRange(columns: string, range: BoardRange, subject: BoardAddress['subject']): string {
  const isShown = subject === 'user' ? `${isFilled} AND NOT ${isHidden}` : isFilled
  const rows = `SELECT ${columns} FROM boards AS board WHERE ${isOnBoard} AND ${isShown}`
  if (range.side === 'self') return `${rows} AND board.subject_id = :subjectId`
  const select = (condition: string, order: string) =>
    `${rows} ${condition} ORDER BY ${order} LIMIT ${range.limit}`
  if (range.side === 'top') return select('', 'board.xp DESC, board.reached_seq')
  const { xp, seq, limit } = range
  const [equal, other] =
    range.side === 'after'
      ? [
          select(`AND board.xp = ${xp} AND board.reached_seq > ${seq}`, 'board.reached_seq'),
          select(`AND board.xp < ${xp}`, 'board.xp DESC, board.reached_seq'),
        ]
      : [
          select(`AND board.xp = ${xp} AND board.reached_seq < ${seq}`, 'board.reached_seq DESC'),
          select(`AND board.xp > ${xp}`, 'board.xp, board.reached_seq DESC'),
        ]
  return `SELECT * FROM (${equal}) UNION ALL SELECT * FROM (${other}) LIMIT ${limit}`
}

/** XP of the members left out of a board of users, whom nobody's rank counts. */
export const selectHiddenXp = `SELECT json_group_array(board.xp) AS xps FROM users CROSS JOIN boards AS board
  ON board.subject_id = users.id AND ${isOnBoard} AND ${isFilled}
  WHERE users.workspace_id = :workspaceId AND users.is_on_boards = 0`

export type BoardArgs = Readonly<Record<string, InValue>>
