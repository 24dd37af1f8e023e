import {
  type BoardChanged,
  dayInZone,
  formatDay,
  lastDayOfPeriod,
  levelForXp,
  periodStart,
} from '@arena/core'
import type { Deps } from '../deps.ts'
import { isoTime } from '../iso-time.ts'
import { readWorkspace } from '../read-workspace.ts'
import type { LiveBoard } from './board-pages.ts'

const maxEntries = 20

/** The first page of a board in its present period, the same for all who may see it. */
export async function readLiveBoard(
  { workspaceId, ...board }: LiveBoard,
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
): Promise<BoardChanged> {
  const { zone } = await readWorkspace(workspaceId, store)
  const nowInMs = clock()
  const start = periodStart(board.window, dayInZone(nowInMs, zone))
  const rows = await store.readBoard(
    { workspaceId, ...board, periodStart: start },
    { after: null, limit: maxEntries },
  )
  const end = lastDayOfPeriod(board.window, start)
  return {
    type: 'board-changed',
    at: isoTime(nowInMs),
    board: {
      ...board,
      periodStart: formatDay(start),
      periodEnd: end === null ? null : formatDay(end),
      entries: rows.map(({ rank, subjectId, name, xp, xpOfAllTime, reports, successes, failures }) => {
        const { level, title, stars } = levelForXp(xpOfAllTime)
        return { rank, id: subjectId, name, xp, level, title, stars, reports, successes, failures }
      }),
    },
  }
}
