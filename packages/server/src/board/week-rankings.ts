import { ArenaError, dayInZone, type LedgerRow, periodStart } from '@arena/core'
import type { Clock } from '../deps.ts'
import type { Store } from '../store/store.ts'
import { createRanking, type Ranking } from './ranking.ts'

/** Agent boards of one workspace by week, agents summed over users. */
export interface WeekRankings {
  /** IANA time zone of the workspace. */
  readonly zone: string
  /** The row counted last. */
  seq: number
  /** By first day: the present week, and the next one, which reports from a clock ahead may reach already. */
  readonly rankingByWeek: Map<number, Ranking>
}

const maxAgents = 1_000_000
const rowsInPage = 1000

/** Reads the boards, between two equal sightings of their watermark, then the ledger's rows after it. */
export async function loadWeekRankings(
  store: Store,
  workspaceId: string,
  clock: Clock,
): Promise<WeekRankings> {
  const workspace = (await store.readWorkspaces()).find(({ id }) => id === workspaceId)
  if (!workspace) throw new ArenaError('not-found', `There is no workspace ${workspaceId}.`)
  const { zone, lastSeq } = workspace
  const boards: WeekRankings = { zone, seq: 0, rankingByWeek: new Map() }
  const week = periodStart('week', dayInZone(clock(), zone))
  do {
    boards.seq = await readWatermark(store, workspaceId)
    for (const start of [week, week + 7]) {
      boards.rankingByWeek.set(start, await loadRanking(store, workspaceId, start))
    }
  } while ((await readWatermark(store, workspaceId)) !== boards.seq)

  while (boards.seq < lastSeq) {
    const slice = { workspaceId, afterSeq: boards.seq, untilSeq: lastSeq, limit: rowsInPage }
    const rows = await store.readLedger(slice)
    if (rows.length === 0) break
    for (const row of rows) countRow(boards, row)
  }
  return boards
}

/** Counts a row as boards do: what changes no XP keeps the place among equal scores. */
export function countRow(boards: WeekRankings, row: LedgerRow): void {
  boards.seq = row.seq
  if (row.kind === 'achievement' || row.agentKey === null) return
  const ranking = rankingOf(boards, periodStart('week', row.day))
  const xp = ranking.xpOf(row.agentKey)
  if (xp === null || row.xp !== 0) ranking.set(row.agentKey, (xp ?? 0) + row.xp, row.seq)
}

/** The board of the week that starts on the day `week`, made when it is not there. */
export function rankingOf({ rankingByWeek }: WeekRankings, week: number): Ranking {
  const known = rankingByWeek.get(week)
  if (known) return known
  const ranking = createRanking()
  rankingByWeek.set(week, ranking)
  return ranking
}

async function readWatermark(store: Store, workspaceId: string): Promise<number> {
  return (await store.advanceProjections(workspaceId, 0)).watermark
}

async function loadRanking(store: Store, workspaceId: string, week: number): Promise<Ranking> {
  const rows = await store.readBoard(
    {
      workspaceId,
      scope: 'workspace',
      scopeId: workspaceId,
      subject: 'agent',
      window: 'week',
      periodStart: week,
    },
    maxAgents,
  )
  const ranking = createRanking()
  for (const { subjectId, xp, reachedSeq } of rows) ranking.set(subjectId, xp, reachedSeq)
  return ranking
}
