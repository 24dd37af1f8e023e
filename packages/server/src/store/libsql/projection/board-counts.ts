import { ArenaError } from '@arena/core'
import type { InStatement, ResultSet } from '@libsql/client'
import { createXpCounts, type XpCounts } from '../../../board/xp-counts.ts'
import type { BoardAddress, BoardPlace } from '../../board-row.ts'
import type { Connection } from '../connection.ts'
import { type BoardArgs, type BoardRange, boardArgs, selectRange } from './board-sql.ts'
import { type BoardFollower, followBoards } from './follow-boards.ts'
import { type BoardTallies, seriesKey } from './tally-boards.ts'
import { selectWatermark } from './watermark.ts'

/**
 * How many subjects have which XP, for the boards asked for last, so that a rank costs no counting. A copy of what the
 * database holds: loaded at first use, kept current by the projector, dropped for others.
 */
export interface BoardCounts {
  /** Reads a board by queries of one value each, with its counts at the very state that is read. */
  readWith<R>(
    address: BoardAddress,
    queries: BoardQueries,
    use: (values: readonly unknown[], counts: XpCounts) => R,
  ): Promise<R>
  /** For a write that adds tallies to the boards, to be called before it. */
  follow(workspaceId: string, tallies: BoardTallies): BoardFollower
  /** Forgets the boards of a workspace. */
  drop(workspaceId: string): void
}

export interface BoardQueries {
  readonly sql: readonly string[]
  /** For all of them; `boardArgs` among them. */
  readonly args: BoardArgs
}

/** A board whose counts are held, or being loaded. */
export interface HeldBoard {
  readonly address: BoardAddress
  readonly seriesKey: string
  readonly period: number
  readonly counts: XpCounts
  /** The watermark at which the counts are exact; null before the first rows are loaded. */
  seq: number | null
  /** The last place loaded; null before the first, `whole` when there are no more. */
  loadedTo: BoardPlace | null | 'whole'
  isDropped: boolean
}

interface Options {
  /** For loading, in many small steps. */
  readonly patient: Connection
  /** Over all boards: the measure of memory, 16 bytes for each. */
  readonly maxDistinct?: number
  readonly maxBoards?: number
  readonly rowsInStep?: number
}

const maxAttempts = 1000

export function createBoardCounts(
  connection: Connection,
  { patient, maxDistinct = 2_500_000, maxBoards = 64, rowsInStep = 5000 }: Options,
): BoardCounts {
  /** The one asked for last at the end. */
  const boardByKey = new Map<string, HeldBoard>()
  const loadingByBoard = new WeakMap<HeldBoard, Promise<void>>()

  function dropBoard(key: string, board: HeldBoard): void {
    board.isDropped = true
    if (boardByKey.get(key) === board) boardByKey.delete(key)
  }

  function makeRoom(): void {
    let distinct = 0
    for (const { counts } of boardByKey.values()) distinct += counts.distinct
    for (const [key, board] of boardByKey) {
      if (boardByKey.size <= 1 || (boardByKey.size <= maxBoards && distinct <= maxDistinct)) return
      distinct -= board.counts.distinct
      dropBoard(key, board)
    }
  }

  function hold(address: BoardAddress): HeldBoard {
    const args = boardArgs(address)
    const key = JSON.stringify(args)
    const held = boardByKey.get(key)
    const board: HeldBoard =
      held && !held.isDropped
        ? held
        : {
            ...{ address, seriesKey: seriesKey(address), period: args.period },
            ...{ counts: createXpCounts(), seq: null, loadedTo: null, isDropped: false },
          }
    boardByKey.delete(key)
    boardByKey.set(key, board)
    if (board.loadedTo === null) makeRoom()
    return board
  }

  async function load(board: HeldBoard): Promise<void> {
    let misses = 0
    while (board.loadedTo !== 'whole' && !board.isDropped) {
      const [mark, step] = await patient.read([
        selectWatermark(board.address.workspaceId),
        selectStep(board, rowsInStep),
      ])
      const seq = watermarkIn(mark)
      board.seq ??= seq
      if (board.isDropped) return
      if (board.seq === seq) addStep(board, step, rowsInStep)
      else if (++misses > maxAttempts) throw tooFast()
      // else a write was made whose changes are followed in a moment
    }
    makeRoom()
  }

  async function loaded(address: BoardAddress): Promise<HeldBoard> {
    const board = hold(address)
    if (board.loadedTo === 'whole') return board
    const loading = loadingByBoard.get(board) ?? load(board)
    loadingByBoard.set(board, loading)
    try {
      await loading
    } catch (error) {
      dropBoard(JSON.stringify(boardArgs(address)), board)
      throw error
    }
    return board
  }

  return {
    async readWith(address, queries, use) {
      const statement = withWatermark(address.workspaceId, queries)
      for (let attempt = 0; attempt < maxAttempts; attempt++) {
        const board = await loaded(address)
        const [result] = await connection.read([statement])
        if (!board.isDropped && board.seq === watermarkIn(result)) {
          return use(Array.from(result.rows[0] ?? []).slice(1), board.counts)
        }
        await new Promise((resolve) => setImmediate(resolve)) // what was written is followed in a moment
      }
      throw tooFast()
    },
    follow: (workspaceId, tallies) => followBoards(boardsOf(workspaceId), tallies),
    drop(workspaceId) {
      for (const [key, board] of boardByKey) {
        if (board.address.workspaceId === workspaceId) dropBoard(key, board)
      }
    },
  }

  function boardsOf(workspaceId: string): () => readonly HeldBoard[] {
    return () =>
      [...boardByKey.values()].filter(
        ({ address, isDropped }) => address.workspaceId === workspaceId && !isDropped,
      )
  }
}

function tooFast(): ArenaError {
  return new ArenaError('store-unavailable', 'The board changes too fast to be read.')
}

/** One statement: making a second one ready would take as long as running it. */
function withWatermark(workspaceId: string, { sql, args }: BoardQueries): InStatement {
  const values = sql.map((query) => `(${query})`)
  return { sql: `SELECT ${[`(${selectWatermark(workspaceId).sql}) AS seq`, ...values].join(', ')}`, args }
}

function watermarkIn({ rows }: ResultSet): number {
  return Number(rows[0]?.['seq'])
}

function selectStep({ address, loadedTo }: HeldBoard, limit: number): InStatement {
  const isFirst = loadedTo === null || loadedTo === 'whole'
  const range: BoardRange = isFirst
    ? { side: 'top', limit: ':limit' }
    : { side: 'after', xp: ':xp', seq: ':seq', limit: ':limit' }
  return {
    // hidden members too: they can come back on boards at any time
    sql: `SELECT json_group_array(xp) AS xps, json_group_array(reached_seq) AS seqs
      FROM (${selectRange('board.xp, board.reached_seq', range, 'agent')})`,
    args: { ...boardArgs(address), limit, ...(!isFirst && { xp: loadedTo.xp, seq: loadedTo.reachedSeq }) },
  }
}

function addStep(board: HeldBoard, { rows }: ResultSet, rowsInStep: number): void {
  const xps = JSON.parse(String(rows[0]?.['xps'])) as readonly number[]
  const seqs = JSON.parse(String(rows[0]?.['seqs'])) as readonly number[]
  let first = 0
  for (let index = 1; index <= xps.length; index++) {
    if (xps[index] === xps[first]) continue
    board.counts.add(xps[first] ?? 0, index - first)
    first = index
  }
  const [xp, reachedSeq] = [xps.at(-1), seqs.at(-1)]
  const isLast = xps.length < rowsInStep || xp === undefined || reachedSeq === undefined
  board.loadedTo = isLast ? 'whole' : { xp, reachedSeq }
}
