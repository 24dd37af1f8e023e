import {
  type BoardWindow,
  dayInZone,
  dayOfDate,
  formatDay,
  lastDayOfPeriod,
  levelForXp,
  periodStart,
  type Title,
} from '@arena/core'
import type { Auth } from '../authenticate.ts'
import type { Clock } from '../deps.ts'
import { readWorkspace } from '../read-workspace.ts'
import type { BoardRow, BoardSubject } from '../store/board-row.ts'
import type { Store } from '../store/store.ts'

export interface BoardQuestion {
  readonly subject: BoardSubject
  readonly scope: 'user' | 'workspace'
  readonly window: BoardWindow
  /** YYYY-MM-DD, any day of the period; without it the present period. */
  readonly periodStart?: string | undefined
  readonly limit: number
}

export interface BoardEntry {
  /** From 1; equal scores share a rank. */
  readonly rank: number
  readonly id: string
  readonly name: string
  readonly xp: number
  readonly level: number
  readonly title: Title
  readonly stars: number
  readonly reports: number
  readonly successes: number
  readonly failures: number
  /** The caller, or an agent that the caller has used. */
  readonly isMine: boolean
}

export interface BoardAnswer {
  readonly subject: BoardSubject
  readonly scope: 'user' | 'workspace'
  readonly window: BoardWindow
  /** First and last day, YYYY-MM-DD; all time has no last day. */
  readonly periodStart: string
  readonly periodEnd: string | null
  readonly entries: readonly BoardEntry[]
}

interface Context {
  readonly auth: Auth
  readonly store: Store
  readonly clock: Clock
}

/** The first places of a board, in the workspace's time zone. */
export async function answerBoard(
  question: BoardQuestion,
  { auth, store, clock }: Context,
): Promise<BoardAnswer> {
  const { subject, scope, window, limit } = question
  const workspace = await readWorkspace(auth.workspaceId, store)
  const day = question.periodStart ? parseDay(question.periodStart) : dayInZone(clock(), workspace.zone)
  const start = periodStart(window, day)
  const address = {
    workspaceId: workspace.id,
    scope,
    scopeId: scope === 'user' ? auth.userId : workspace.id,
    subject,
    window,
    periodStart: start,
  }
  const rows = await store.readBoard(address, limit)
  const mine = await readMine(subject, { auth, store })
  const end = lastDayOfPeriod(window, start)
  return {
    subject,
    scope,
    window,
    periodStart: formatDay(start),
    periodEnd: end === null ? null : formatDay(end),
    entries: rows.map((row) => ({
      ...boardEntry(row),
      rank: rankOf(row, rows),
      isMine: mine.has(row.subjectId),
    })),
  }
}

function boardEntry({ subjectId, name, xp, reports, successes, failures, xpOfAllTime }: BoardRow) {
  const { level, title, stars } = levelForXp(xpOfAllTime)
  return { id: subjectId, name, xp, level, title, stars, reports, successes, failures }
}

function rankOf(row: BoardRow, rows: readonly BoardRow[]): number {
  return rows.findIndex(({ xp }) => xp === row.xp) + 1
}

async function readMine(
  subject: BoardSubject,
  { auth, store }: Omit<Context, 'clock'>,
): Promise<ReadonlySet<string>> {
  if (subject === 'user') return new Set([auth.userId])
  const agents = await store.readAgents({ workspaceId: auth.workspaceId, userId: auth.userId })
  return new Set(agents.map(({ key }) => key))
}

function parseDay(text: string): number {
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number)
  return dayOfDate({ year, month, day })
}
