import { levelForXp, type SuccessPrior, successPrior, successRankScore, successRate } from '@arena/core'
import type { BoardAddress, BoardRow } from '../../store/board-row.ts'
import type { Store } from '../../store/store.ts'
import { meanDuration, type SortedRow } from './board-entry.ts'
import type { BoardSort } from './board-question.ts'

/** What puts a row before another: the first difference decides, the smaller value comes first. */
export type SortKey = readonly (number | string)[]

export interface SortedBoard {
  readonly rows: readonly (SortedRow & { readonly key: SortKey })[]
  /** What rates were shrunk towards; null for other sorts. */
  readonly prior: SuccessPrior | null
  /** False when the board is longer, and only those with most XP were compared. */
  readonly isWhole: boolean
}

/** Boards are kept in the order of XP; in any other only so many, those with most XP, are put. */
const mostSorted = 1000
const fewestMeasured = 5

/** A board in another order than that of XP. A walk over its pages keeps the prior that it began with. */
export async function readSortedBoard(
  store: Pick<Store, 'readBoard'>,
  {
    address,
    sort,
    prior,
  }: {
    readonly address: BoardAddress
    readonly sort: Exclude<BoardSort, 'xp'>
    readonly prior: SuccessPrior | null
  },
): Promise<SortedBoard> {
  const found = await store.readBoard(address, { after: null, limit: mostSorted + 1 })
  const rows = found.slice(0, mostSorted)
  const used = sort === 'success-rate' ? (prior ?? (await readPrior(store, address))) : null
  const placed = rows.map((row) => place(row, sort, used)).sort((a, b) => compareKeys(a.key, b.key))
  return { rows: rankPlaced(placed), prior: used, isWhole: found.length <= mostSorted }
}

export function compareKeys(a: SortKey, b: SortKey): number {
  for (const [index, value] of a.entries()) {
    const other = b[index]
    if (other === undefined || value === other) continue
    return value < other ? -1 : 1
  }
  return 0
}

/** Rates the rows that are shown: a range costs more than the score that orders them. */
export function rateRows(rows: readonly SortedRow[], prior: SuccessPrior | null): readonly SortedRow[] {
  if (!prior) return rows
  return rows.map((row) => ({ ...row, successRate: successRate(countsOf(row), prior) }))
}

interface PlacedRow extends BoardRow {
  readonly key: SortKey
  /** What equal ranks have equal; null when there is too little to rank by. */
  readonly value: number | null
}

function place(row: BoardRow, sort: Exclude<BoardSort, 'xp'>, prior: SuccessPrior | null): PlacedRow {
  if (sort === 'level') {
    const { level } = levelForXp(row.xpOfAllTime)
    return { ...row, value: level, key: [-level, -row.xp, row.reachedSeq] }
  }
  if (sort === 'mean-duration') {
    const mean = meanDuration(row)
    const last = [-row.timedSuccesses, row.name, row.subjectId]
    return { ...row, value: mean, key: mean === null ? [1, 0, ...last] : [0, mean, ...last] }
  }
  const n = row.successes + row.failures
  const score = prior && successRankScore(countsOf(row), prior)
  const group = n >= fewestMeasured ? 0 : n > 0 ? 1 : 2
  return {
    ...row,
    value: group === 0 ? score : null,
    key: [group, -(score ?? 0), -n, row.name, row.subjectId],
  }
}

function rankPlaced(rows: readonly PlacedRow[]): SortedBoard['rows'] {
  let last: { readonly value: number | null; readonly rank: number | null } = { value: null, rank: null }
  return rows.map(({ value, ...row }, index) => {
    if (value === null) last = { value, rank: null }
    else if (value !== last.value) last = { value, rank: index + 1 }
    return { ...row, rank: last.rank }
  })
}

/** From all subjects of the kind in the workspace, over all time. */
async function readPrior(store: Pick<Store, 'readBoard'>, address: BoardAddress): Promise<SuccessPrior> {
  const { workspaceId, subject } = address
  const rows = await store.readBoard(
    { workspaceId, scope: 'workspace', scopeId: workspaceId, subject, window: 'all', periodStart: 0 },
    { after: null, limit: mostSorted },
  )
  return successPrior(rows.map(countsOf))
}

function countsOf({ successes, failures }: BoardRow | SortedRow) {
  return { success: successes, failure: failures }
}
