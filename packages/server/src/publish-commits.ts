import type { LedgerRow, RankChanged, ScoredAnswer } from '@arena/core'
import type { RankChange, WeekBoard } from './board/week-board.ts'
import { isoTime } from './iso-time.ts'
import type { Projector } from './projector.ts'
import type { CommitOutcome } from './store/store.ts'
import type { Feed } from './update/feed.ts'

/** Tells the rest of the server what is durable; gives the rank that each outcome's report or correction left. */
export type Publish = (outcomes: readonly CommitOutcome[]) => readonly ScoredAnswer['rank'][]

interface Listeners {
  readonly weekBoard: WeekBoard
  readonly feed: Feed
  readonly projector: Projector
  readonly onCommitted: CommitListeners
}

/** Called with rows just committed, in order of `seq`. They must not throw. */
export type CommitListeners = Set<(rows: readonly LedgerRow[]) => void>

export function createPublish({ weekBoard, feed, projector, onCommitted }: Listeners): Publish {
  return (outcomes) => {
    const rankByRow = new Map<string, ScoredAnswer['rank']>()
    const rows = committedRows(outcomes)
    try {
      for (const [workspaceId, group] of groupByWorkspace(rows)) {
        const changes = weekBoard.count(workspaceId, group)
        for (const { row, rank, rankBefore } of changes) {
          rankByRow.set(rowKey(row), { now: rank, before: rankBefore })
        }
        feed.publishRanks(workspaceId, changes.flatMap(rankChanged))
        projector.wake(workspaceId)
      }
    } finally {
      feed.wake(rows)
      for (const listen of onCommitted) listen(rows)
    }
    return outcomes.map((outcome) => {
      const row = outcome.status === 'committed' ? outcome.rows[0] : undefined
      return (row && rankByRow.get(rowKey(row))) ?? null
    })
  }
}

function committedRows(outcomes: readonly CommitOutcome[]): readonly LedgerRow[] {
  const rows = outcomes.flatMap((outcome) => (outcome.status === 'committed' ? outcome.rows : []))
  return rows.sort((a, b) => a.seq - b.seq)
}

function groupByWorkspace(rows: readonly LedgerRow[]): ReadonlyMap<string, readonly LedgerRow[]> {
  const grouped = new Map<string, LedgerRow[]>()
  for (const row of rows) {
    const group = grouped.get(row.workspaceId)
    if (group) group.push(row)
    else grouped.set(row.workspaceId, [row])
  }
  return grouped
}

function rankChanged({ row, rank, rankBefore }: RankChange): readonly RankChanged[] {
  if (rank === rankBefore || row.agentName === null) return []
  const at = isoTime(row.receivedAtInMs)
  return [{ type: 'rank-changed', userId: row.userId, at, agent: row.agentName, rank, rankBefore }]
}

function rowKey({ workspaceId, seq }: LedgerRow): string {
  return `${workspaceId} ${seq}`
}
