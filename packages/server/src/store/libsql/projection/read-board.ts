import type { XpCounts } from '../../../board/xp-counts.ts'
import type { BoardAddress, BoardPage, BoardRow, BoardSurroundings, BoardXp } from '../../board-row.ts'
import type { Connection } from '../connection.ts'
import type { BoardCounts } from './board-counts.ts'
import { type BoardRange, boardArgs, isOnBoard, selectHiddenXp, selectRange } from './board-sql.ts'
import { periodCode } from './period-code.ts'
import { selectWatermark } from './watermark.ts'

export interface BoardReads {
  readonly connection: Connection
  readonly boardCounts: BoardCounts
}

/** A page of a board, highest XP first, of equal ones the one reached earlier. */
export async function readBoard(
  { connection, boardCounts }: BoardReads,
  address: BoardAddress,
  { after, limit }: BoardPage,
): Promise<readonly BoardRow[]> {
  const args = { ...boardArgs(address), limit }
  if (!after) {
    const sql = selectRows(address, { side: 'top', limit: ':limit' })
    const [{ rows }] = await connection.read([{ sql, args }])
    return rankRows(decodeRows(rows[0]?.[0]), (_, index) => index + 1)
  }
  const page = selectRows(address, { side: 'after', xp: ':xp', seq: ':seq', limit: ':limit' })
  const queries = {
    sql: [page, ...selectHidden(address)],
    args: { ...args, xp: after.xp, seq: after.reachedSeq },
  }
  return boardCounts.readWith(address, queries, ([rows, hidden], counts) =>
    rankRows(decodeRows(rows), rankIn(counts, decodeHidden(hidden))),
  )
}

/** A subject with its neighbours; no rows when it is not on the board. */
export function readBoardAround(
  { boardCounts }: BoardReads,
  address: BoardAddress,
  { subjectId, above, below }: { readonly subjectId: string; readonly above: number; readonly below: number },
): Promise<BoardSurroundings> {
  const own = (column: string) =>
    `(SELECT board.${column} FROM boards AS board WHERE ${isOnBoard} AND board.subject_id = :subjectId)`
  const place = { xp: own('xp'), seq: own('reached_seq') }
  const args = { ...boardArgs(address), subjectId }
  const isAlone = above === 0 && below === 0 // a rank alone costs no look for neighbours
  const neighbours = isAlone
    ? []
    : [
        selectRows(address, { side: 'before', ...place, limit: ':above' }),
        selectRows(address, { side: 'after', ...place, limit: ':below' }),
      ]
  const queries = {
    sql: [selectRows(address, { side: 'self' }), ...neighbours, ...selectHidden(address)],
    args: isAlone ? args : { ...args, above, below },
  }
  return boardCounts.readWith(address, queries, (values, counts) => {
    const [own, aboveOwn, belowOwn] = values.slice(0, isAlone ? 1 : 3).map(decodeRows)
    const hiddenXp = decodeHidden(values[isAlone ? 1 : 3])
    const [row] = own ?? []
    const rows = row ? [...(aboveOwn ?? []).reverse(), row, ...(belowOwn ?? [])] : [] // a hidden one has neighbours
    const nextXp = row ? nextShownXp(row.xp, { counts, hiddenXp }) : null
    return {
      rows: rankRows(rows, rankIn(counts, hiddenXp)),
      size: counts.subjects - hiddenXp.length,
      xpToNextRank: row && nextXp !== null ? nextXp - row.xp : null,
    }
  })
}

/** The next higher XP that somebody has who is not hidden. */
function nextShownXp(
  xp: number,
  { counts, hiddenXp }: { readonly counts: XpCounts; readonly hiddenXp: readonly number[] },
): number | null {
  let next = counts.nextAbove(xp)
  while (next) {
    const { xp: found, count } = next
    if (count > hiddenXp.filter((hidden) => hidden === found).length) return found
    next = counts.nextAbove(found)
  }
  return null
}

/** XP of a board's subjects after an id, whatever their place. */
export async function readBoardXp(
  connection: Connection,
  address: BoardAddress,
  { afterSubjectId, limit }: { readonly afterSubjectId: string; readonly limit: number },
): Promise<BoardXp> {
  const [mark, { rows }] = await connection.read([
    selectWatermark(address.workspaceId),
    {
      sql: `SELECT json_group_array(json_array(subject_id, xp)) AS rows FROM (
        SELECT board.subject_id, board.xp FROM boards AS board
        WHERE ${isOnBoard} AND board.subject_id > :afterSubjectId ORDER BY board.subject_id LIMIT :limit)`,
      args: { ...boardArgs(address), afterSubjectId, limit },
    },
  ])
  return {
    watermark: Number(mark.rows[0]?.['seq']),
    xpBySubject: JSON.parse(String(rows[0]?.['rows'])) as BoardXp['xpBySubject'],
  }
}

/** Its rank is 0 until `rankRows`: a copy of each row would take as long as all else there. */
type UnrankedRow = Omit<BoardRow, 'rank'> & { rank: number }

const names = {
  agent: 'board.name',
  agentOfUser: `coalesce((SELECT coalesce(display_name, name) FROM agents
    WHERE workspace_id = :workspaceId AND user_id = :scopeId AND key = board.subject_id), board.name)`,
  user: `coalesce((SELECT name FROM users
    WHERE workspace_id = :workspaceId AND id = board.subject_id), board.name)`,
  team: `coalesce((SELECT name FROM teams
    WHERE workspace_id = :workspaceId AND id = board.subject_id), board.name)`,
} as const

const alwaysXp = `(SELECT xp FROM boards AS always WHERE always.workspace_id = :workspaceId
  AND always.series_id = board.series_id AND always.period = ${periodCode('all', 0)}
  AND always.subject_id = board.subject_id)`

/** All rows as one JSON text: each value of a result costs as much as ten of them. */
function selectRows({ subject, scope, window }: BoardAddress, range: BoardRange): string {
  const name = names[subject === 'agent' && scope === 'user' ? 'agentOfUser' : subject]
  const columns = `board.subject_id, ${name} AS name, board.xp, board.reports,
    board.successes, board.failures, board.timed_successes, board.timed_successes_in_ms, board.reached_seq,
    ${window === 'all' ? 'board.xp' : `coalesce(${alwaysXp}, board.xp)`} AS xp_of_all_time`
  return `SELECT json_group_array(json_array(subject_id, name, xp, reports, successes, failures,
      timed_successes, timed_successes_in_ms, reached_seq, xp_of_all_time)) AS rows
    FROM (${selectRange(columns, range, subject)})`
}

type EncodedRow = readonly [string, string, number, number, number, number, number, number, number, number]

function decodeRows(value: unknown): UnrankedRow[] {
  const rows = JSON.parse(String(value ?? '[]')) as readonly EncodedRow[]
  return rows.map((row) => ({
    rank: 0,
    subjectId: row[0],
    name: row[1],
    xp: row[2],
    reports: row[3],
    successes: row[4],
    failures: row[5],
    timedSuccesses: row[6],
    timedSuccessesInMs: row[7],
    reachedSeq: row[8],
    xpOfAllTime: row[9],
  }))
}

/** Gives rows, in their order, their ranks; `rankOf` is asked at the first row of each XP. */
function rankRows(
  rows: readonly UnrankedRow[],
  rankOf: (xp: number, index: number) => number,
): readonly BoardRow[] {
  let last = { xp: Number.NaN, rank: 0 }
  for (const [index, row] of rows.entries()) {
    if (row.xp !== last.xp) last = { xp: row.xp, rank: rankOf(row.xp, index) }
    row.rank = last.rank
  }
  return rows
}

function rankIn(counts: XpCounts, hiddenXp: readonly number[]): (xp: number) => number {
  return (xp) => counts.rankOf(xp) - hiddenXp.filter((hidden) => hidden > xp).length
}

function selectHidden({ subject }: BoardAddress): readonly string[] {
  return subject === 'user' ? [selectHiddenXp] : []
}

function decodeHidden(value: unknown): readonly number[] {
  return JSON.parse(String(value ?? '[]')) as readonly number[]
}
