import { levelForXp, type SuccessRate, type Title } from '@arena/core'
import type { BoardRow, BoardSubject } from '../../store/board-row.ts'
import type { BoardContext } from './find-board.ts'

export interface BoardEntry {
  /** From 1, by what the board is sorted by; equal values share a rank. Null where too little was measured. */
  readonly rank: number | null
  readonly id: string
  readonly name: string
  readonly xp: number
  readonly level: number
  readonly title: Title
  readonly stars: number
  readonly reports: number
  readonly successes: number
  readonly failures: number
  /** When the board is sorted by it; `n` is how many reports it rests on. */
  readonly successRate: SuccessRate | null
  /** Of the successes with a duration; null when there is none. */
  readonly meanDurationInMs: number | null
  readonly timedSuccesses: number
  /** The caller, the caller's team, or an agent that the caller has used. */
  readonly isMine: boolean
}

/** A row with the rank that another sort gives it, and the rate it was given by. */
export interface SortedRow extends Omit<BoardRow, 'rank'> {
  readonly rank: number | null
  readonly successRate?: SuccessRate
}

/** Rows as people see them. */
export async function rowsToEntries(
  rows: readonly SortedRow[],
  subject: BoardSubject,
  { auth, store }: Pick<BoardContext, 'auth' | 'store'>,
): Promise<readonly BoardEntry[]> {
  const mine = await readMine(subject, { auth, store })
  return rows.map((row) => {
    const { rank, subjectId, name, xp, reports, successes, failures, timedSuccesses } = row
    const { level, title, stars } = levelForXp(row.xpOfAllTime)
    return {
      ...{ rank, id: subjectId, name, xp, level, title, stars, reports, successes, failures },
      successRate: row.successRate ?? null,
      meanDurationInMs: meanDuration(row),
      timedSuccesses,
      isMine: mine.has(subjectId),
    }
  })
}

export function meanDuration({
  timedSuccesses,
  timedSuccessesInMs,
}: Pick<BoardRow, 'timedSuccesses' | 'timedSuccessesInMs'>): number | null {
  return timedSuccesses === 0 ? null : timedSuccessesInMs / timedSuccesses
}

async function readMine(
  subject: BoardSubject,
  { auth, store }: Pick<BoardContext, 'auth' | 'store'>,
): Promise<ReadonlySet<string | null>> {
  if (subject === 'user') return new Set([auth.userId])
  if (subject === 'team') return new Set([auth.teamId])
  const agents = await store.readAgents({ workspaceId: auth.workspaceId, userId: auth.userId })
  return new Set(agents.map(({ key }) => key))
}
