import { dayInZone, type LedgerRow, periodStart } from '@arena/core'
import type { Clock } from '../deps.ts'
import type { Store } from '../store/store.ts'
import { countRow, loadWeekRankings, rankingOf, type WeekRankings } from './week-rankings.ts'

/** Where an agent stands on its workspace's board of the week, with a report or a correction and before it. */
export interface RankChange {
  /** The row of the report or correction. */
  readonly row: LedgerRow
  readonly rank: number
  /** Null when the agent was not on the board. */
  readonly rankBefore: number | null
}

/** The agent boards of the present week, one per workspace, exact to the row counted last. */
export interface WeekBoard {
  /** Loads a workspace's board; await it before the workspace's first commit. */
  prepare(workspaceId: string): Promise<void>
  /**
   * Counts rows just committed to a workspace, in order of `seq`; rows counted before are passed over. Gives the
   * place of each agent so concerned that is on the board, and none while the board is loading.
   */
  count(workspaceId: string, rows: readonly LedgerRow[]): readonly RankChange[]
}

interface Slot {
  boards: WeekRankings | null
  loading: Promise<void> | null
  /** Rows committed while the boards load. */
  readonly waiting: LedgerRow[]
}

export function createWeekBoard({
  store,
  clock,
}: {
  readonly store: Store
  readonly clock: Clock
}): WeekBoard {
  const slotByWorkspace = new Map<string, Slot>()

  function slotOf(workspaceId: string): Slot {
    const slot = slotByWorkspace.get(workspaceId) ?? { boards: null, loading: null, waiting: [] }
    slotByWorkspace.set(workspaceId, slot)
    return slot
  }

  async function load(workspaceId: string, slot: Slot): Promise<void> {
    try {
      const boards = await loadWeekRankings(store, workspaceId, clock)
      for (const row of slot.waiting) if (row.seq > boards.seq) countRow(boards, row)
      slot.boards = boards
    } finally {
      slot.waiting.length = 0
      slot.loading = null
    }
  }

  return {
    async prepare(workspaceId) {
      const slot = slotOf(workspaceId)
      if (slot.boards) return
      slot.loading ??= load(workspaceId, slot)
      await slot.loading
    },
    count(workspaceId, rows) {
      const slot = slotOf(workspaceId)
      const first = rows.find(({ seq }) => seq > (slot.boards?.seq ?? 0))
      if (!first) return []
      if (slot.boards && first.seq > slot.boards.seq + 1) slot.boards = null // rows went by uncounted
      if (!slot.boards) {
        slot.waiting.push(...rows)
        slot.loading ??= load(workspaceId, slot)
        slot.loading.catch(() => undefined) // the next rows try again
        return []
      }
      return countRows(slot.boards, rows, periodStart('week', dayInZone(clock(), slot.boards.zone)))
    },
  }
}

function countRows(boards: WeekRankings, rows: readonly LedgerRow[], week: number): readonly RankChange[] {
  for (const start of boards.rankingByWeek.keys()) if (start < week) boards.rankingByWeek.delete(start)
  const ranking = rankingOf(boards, week)
  return rows.flatMap((row) => {
    if (row.seq <= boards.seq) return []
    const rankBefore = row.agentKey === null ? null : ranking.rankOf(row.agentKey)
    countRow(boards, row)
    const rank = row.agentKey === null ? null : ranking.rankOf(row.agentKey)
    return row.kind !== 'achievement' && rank !== null ? [{ row, rank, rankBefore }] : []
  })
}
