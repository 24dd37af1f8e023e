import { ArenaError, agentKey } from '@arena/core'
import type { z } from 'zod'
import type { BoardAddress, BoardSubject } from '../../store/board-row.ts'
import { type BoardEntry, rowsToEntries, type SortedRow } from './board-entry.ts'
import type { aroundInput, BoardSort } from './board-question.ts'
import { type BoardContext, type BoardHead, findBoard } from './find-board.ts'
import { rateRows, readSortedBoard } from './sort-board.ts'

export interface BoardAroundAnswer extends BoardHead {
  /** Agent key, user id or team id of the one in the middle. */
  readonly id: string
  /** Null when it is not on the board, or too little was measured. */
  readonly rank: number | null
  /** How many stand on the board. */
  readonly size: number
  /** To the next higher XP, on a board sorted by it; null at the top. */
  readonly xpToNextRank: number | null
  /** The neighbours and the one in the middle, in the order of the board; none when it is not on the board. */
  readonly entries: readonly BoardEntry[]
}

type Around = Pick<BoardAroundAnswer, 'size' | 'xpToNextRank'> & { readonly rows: readonly SortedRow[] }

interface AroundQuestion {
  readonly address: BoardAddress
  readonly subjectId: string
  readonly above: number
  readonly below: number
}

/** Where someone stands on a board, and among whom. */
export async function answerBoardAround(
  question: z.output<typeof aroundInput>,
  context: BoardContext,
): Promise<BoardAroundAnswer> {
  const { subject, sort, above, below } = question
  const { address, head } = await findBoard(question, context)
  const id = findSubject(subject, { id: question.id, auth: context.auth })
  const asked = { address, subjectId: id, above, below }
  const { rows, ...around } = await (sort === 'xp'
    ? context.store.readBoardAround(address, asked)
    : readSortedAround({ ...asked, sort }, context))
  return {
    ...head,
    id,
    rank: rows.find((row) => row.subjectId === id)?.rank ?? null,
    ...around,
    entries: await rowsToEntries(rows, subject, context),
  }
}

function findSubject(
  subject: BoardSubject,
  { id, auth }: { readonly id: string | undefined; readonly auth: BoardContext['auth'] },
): string {
  if (id !== undefined) return subject === 'agent' ? agentKey(id) : id
  if (subject === 'user') return auth.userId
  if (subject === 'team' && auth.teamId !== null) return auth.teamId
  const message = subject === 'agent' ? 'Say which agent.' : 'You are in no team; say which one.'
  throw new ArenaError('invalid-input', message, { issues: [{ path: 'id', message: 'is needed' }] })
}

async function readSortedAround(
  { address, sort, subjectId, above, below }: AroundQuestion & { readonly sort: Exclude<BoardSort, 'xp'> },
  { store }: BoardContext,
): Promise<Around> {
  const { rows, prior } = await readSortedBoard(store, { address, sort, prior: null })
  const { size } = await store.readBoardAround(address, { subjectId, above: 0, below: 0 })
  const index = rows.findIndex((row) => row.subjectId === subjectId)
  const near = index < 0 ? [] : rows.slice(Math.max(0, index - above), index + below + 1)
  return { rows: rateRows(near, prior), size, xpToNextRank: null }
}
