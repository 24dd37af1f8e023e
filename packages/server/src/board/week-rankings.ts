import { ArenaError, dayInZone, type LedgerRow, periodStart } from '@arena/core'
import type { Clock } from '../deps.ts'
import type { BoardAddress } from '../store/board-row.ts'
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

const agentsInPage = 2000
const rowsInPage = 1000

/** Reads the boards page by page, with the ledger's rows between one page and the next, then those after the last. */
export async function loadWeekRankings(
  store: Store,
  workspaceId: string,
  clock: Clock,
): Promise<WeekRankings> {
  const workspace = (await store.readWorkspaces()).find(({ id }) => id === workspaceId)
  if (!workspace) throw new ArenaError('not-found', `There is no workspace ${workspaceId}.`)
  const { watermark } = await store.advanceProjections(workspaceId, 0)
  const boards: WeekRankings = { zone: workspace.zone, seq: watermark, rankingByWeek: new Map() }
  const week = periodStart('week', dayInZone(clock(), boards.zone))
  const load = { store, boards, loadedTo: new Map([week, week + 7].map((start) => [start, ''])) }
  for (const start of load.loadedTo.keys()) {
    await loadWeek(load, {
      ...{ workspaceId, scope: 'workspace', scopeId: workspaceId },
      ...{ subject: 'agent', window: 'week', periodStart: start },
    })
  }
  await countUntil(load, { workspaceId, untilSeq: workspace.lastSeq })
  return boards
}

/** Counts a row as boards do. */
export function countRow(boards: WeekRankings, row: LedgerRow): void {
  boards.seq = row.seq
  if (row.kind === 'achievement' || row.agentKey === null) return
  const ranking = rankingOf(boards, periodStart('week', row.day))
  ranking.set(row.agentKey, (ranking.xpOf(row.agentKey) ?? 0) + row.xp)
}

/** The board of the week that starts on the day `week`, made when it is not there. */
export function rankingOf({ rankingByWeek }: WeekRankings, week: number): Ranking {
  const known = rankingByWeek.get(week)
  if (known) return known
  const ranking = createRanking()
  rankingByWeek.set(week, ranking)
  return ranking
}

interface Load {
  readonly store: Store
  readonly boards: WeekRankings
  /** By week, the agent loaded last; a week that is not here is whole. */
  readonly loadedTo: Map<number, string>
}

async function loadWeek(load: Load, address: BoardAddress): Promise<void> {
  const { store, boards, loadedTo } = load
  const { workspaceId, periodStart: week } = address
  const ranking = rankingOf(boards, week)
  for (;;) {
    const page = { afterSubjectId: loadedTo.get(week) ?? '', limit: agentsInPage }
    const { watermark, xpBySubject } = await store.readBoardXp(address, page)
    if (watermark < boards.seq) {
      throw new ArenaError('store-unavailable', 'The boards were made afresh while they were read.')
    }
    await countUntil(load, { workspaceId, untilSeq: watermark })
    for (const [subjectId, xp] of xpBySubject) ranking.set(subjectId, xp)
    const last = xpBySubject.at(-1)
    if (!last || xpBySubject.length < agentsInPage) break
    loadedTo.set(week, last[0])
  }
  loadedTo.delete(week)
}

/** Brings what is loaded so far up to a row; an agent not loaded yet comes with its page, which counts the row. */
async function countUntil(
  { store, boards, loadedTo }: Load,
  { workspaceId, untilSeq }: { readonly workspaceId: string; readonly untilSeq: number },
): Promise<void> {
  while (boards.seq < untilSeq) {
    const slice = { workspaceId, afterSeq: boards.seq, untilSeq, limit: rowsInPage }
    const rows = await store.readLedger(slice)
    if (rows.length === 0) return
    for (const row of rows) {
      const frontier = loadedTo.get(periodStart('week', row.day))
      const isLoaded = frontier === undefined || compareCodePoints(row.agentKey ?? '', frontier) <= 0
      if (isLoaded) countRow(boards, row)
      else boards.seq = row.seq
    }
  }
}

/** The order of the store's pages, which that of JavaScript's strings is not beyond U+FFFF. */
function compareCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
