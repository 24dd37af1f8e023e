import type { z } from 'zod'
import type { BoardAddress } from '../../store/board-row.ts'
import { decodeCursor, encodeCursor } from './board-cursor.ts'
import { type BoardEntry, rowsToEntries, type SortedRow } from './board-entry.ts'
import type { BoardSort, topInput } from './board-question.ts'
import { type BoardContext, type BoardHead, findBoard } from './find-board.ts'
import { compareKeys, rateRows, readSortedBoard } from './sort-board.ts'

export interface BoardAnswer extends BoardHead {
  readonly entries: readonly BoardEntry[]
  /** For the next page; null on the last. An entry whose place did not change meanwhile is on exactly one page. */
  readonly nextCursor: string | null
  /** False when the board is so long that only the 1,000 with most XP were put in the order asked for. */
  readonly isWhole: boolean
}

interface Page {
  readonly rows: readonly SortedRow[]
  readonly nextCursor: string | null
  readonly isWhole: boolean
}

interface PageQuestion {
  readonly address: BoardAddress
  readonly limit: number
  readonly cursor: string | undefined
}

/** A page of a board. */
export async function answerBoard(
  question: z.output<typeof topInput>,
  context: BoardContext,
): Promise<BoardAnswer> {
  const { sort, limit, cursor } = question
  const { address, head } = await findBoard(question, context)
  const asked = { address, limit, cursor }
  const { rows, ...page } = await (sort === 'xp'
    ? readPage(asked, context)
    : readSortedPage({ ...asked, sort }, context))
  return { ...head, entries: await rowsToEntries(rows, head.subject, context), ...page }
}

async function readPage({ address, limit, cursor }: PageQuestion, { store }: BoardContext): Promise<Page> {
  const [xp, reachedSeq] = cursor === undefined ? [] : decodeCursor(cursor, 'xp').key.map(Number)
  const after = xp === undefined || reachedSeq === undefined ? null : { xp, reachedSeq }
  const found = await store.readBoard(address, { after, limit: limit + 1 })
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const hasMore = last !== undefined && found.length > limit
  return {
    rows,
    nextCursor: hasMore ? encodeCursor({ sort: 'xp', key: [last.xp, last.reachedSeq], prior: null }) : null,
    isWhole: true,
  }
}

async function readSortedPage(
  { address, sort, limit, cursor }: PageQuestion & { readonly sort: Exclude<BoardSort, 'xp'> },
  { store }: BoardContext,
): Promise<Page> {
  const after = cursor === undefined ? null : decodeCursor(cursor, sort)
  const board = await readSortedBoard(store, { address, sort, prior: after?.prior ?? null })
  const left = after ? board.rows.filter(({ key }) => compareKeys(key, after.key) > 0) : board.rows
  const rows = left.slice(0, limit)
  const last = rows.at(-1)
  const hasMore = last !== undefined && left.length > limit
  return {
    rows: rateRows(rows, board.prior),
    nextCursor: hasMore ? encodeCursor({ sort, key: [...last.key], prior: board.prior }) : null,
    isWhole: board.isWhole,
  }
}
