import type { BoardAddress, BoardRow } from '../../board-row.ts'
import type { Connection } from '../connection.ts'
import { readBoardFigures } from './read-board-figures.ts'

/** The first rows of a board, highest XP first, of equal ones the one reached earlier. */
export async function readBoard(
  connection: Connection,
  { workspaceId, scope, scopeId, subject, window, periodStart }: BoardAddress,
  limit: number,
): Promise<readonly BoardRow[]> {
  const [{ rows }] = await connection.read([
    {
      sql: `SELECT board.subject_id, board.xp, board.reports, board.successes, board.failures, board.reached_seq,
          coalesce(users.name, always.name, board.name) AS name, coalesce(always.xp, board.xp) AS xp_of_all_time
        FROM boards AS board
        LEFT JOIN boards AS always ON always.workspace_id = board.workspace_id AND always.scope = board.scope
          AND always.scope_id = board.scope_id AND always.subject = board.subject
          AND always."window" = 'all' AND always.period_start = 0 AND always.subject_id = board.subject_id
        LEFT JOIN users ON board.subject = 'user' AND users.workspace_id = board.workspace_id
          AND users.id = board.subject_id
        WHERE board.workspace_id = :workspaceId AND board.scope = :scope AND board.scope_id = :scopeId
          AND board.subject = :subject AND board."window" = :window AND board.period_start = :periodStart
          AND (board.reports > 0 OR board.xp > 0)
        ORDER BY board.xp DESC, board.reached_seq LIMIT :limit`,
      args: { workspaceId, scope, scopeId, subject, window, periodStart, limit },
    },
  ])
  return rows.map((row) => ({
    subjectId: String(row['subject_id']),
    ...readBoardFigures(row),
    xpOfAllTime: Number(row['xp_of_all_time']),
  }))
}
