import { type BoardWindow, boardWindows, type LedgerRow, periodStart } from '@arena/core'
import type { BoardAddress, BoardSubject } from '../../board-row.ts'
import { rowToReportChanges } from './report-change.ts'

/** What ledger rows add to one row of one board; tallied from the first row on it is that row. */
export interface BoardTally {
  readonly scope: BoardAddress['scope']
  readonly scopeId: string
  readonly subject: BoardSubject
  readonly window: BoardWindow
  readonly periodStart: number
  readonly subjectId: string
  readonly name: string
  xp: number
  reports: number
  successes: number
  failures: number
  /** The last row that changed the XP; null while none did. */
  changedSeq: number | null
  /** The first row counted. */
  readonly firstSeq: number
}

/** By the JSON of scope, scope id, subject, subject id, window and start of the period. */
export type BoardTallies = Map<string, BoardTally>

/** Adds a row to every board it counts on. Rows must come in order of `seq`. */
export function tallyBoards(tallies: BoardTallies, row: LedgerRow): void {
  const changes = rowToReportChanges(row)
  const gain: Gain = {
    xp: row.xp,
    reports: changes.reduce((sum, { sign }) => sum + sign, 0),
    successes: changes.reduce((sum, { sign, report }) => sum + sign * +(report.outcome === 'success'), 0),
    failures: changes.reduce((sum, { sign, report }) => sum + sign * +(report.outcome === 'failure'), 0),
    seq: row.seq,
    periods: boardWindows.map((window) => ({ window, periodStart: periodStart(window, row.day) })),
  }
  for (const [scope, scopeId] of scopesOf(row)) {
    if (row.kind !== 'achievement' && row.agentKey !== null) {
      const name = row.agentName ?? row.agentKey
      addToWindows(tallies, { scope, scopeId, subject: 'agent', subjectId: row.agentKey, name }, gain)
    }
    if (scope !== 'user') {
      addToWindows(tallies, { scope, scopeId, subject: 'user', subjectId: row.userId, name: '' }, gain)
    }
  }
}

type Subject = Pick<BoardTally, 'scope' | 'scopeId' | 'subject' | 'subjectId' | 'name'>

interface Gain {
  readonly xp: number
  readonly reports: number
  readonly successes: number
  readonly failures: number
  readonly seq: number
  readonly periods: readonly Pick<BoardTally, 'window' | 'periodStart'>[]
}

function addToWindows(tallies: BoardTallies, subject: Subject, gain: Gain): void {
  const head = JSON.stringify([subject.scope, subject.scopeId, subject.subject, subject.subjectId]).slice(
    0,
    -1,
  )
  for (const period of gain.periods) {
    const key = `${head},"${period.window}",${period.periodStart}]`
    let tally = tallies.get(key)
    if (!tally) {
      const nothing = { xp: 0, reports: 0, successes: 0, failures: 0, changedSeq: null, firstSeq: gain.seq }
      tally = { ...subject, ...period, ...nothing }
      tallies.set(key, tally)
    }
    tally.xp += gain.xp
    tally.reports += gain.reports
    tally.successes += gain.successes
    tally.failures += gain.failures
    if (gain.xp !== 0) tally.changedSeq = gain.seq
  }
}

function scopesOf(row: LedgerRow): readonly (readonly [BoardAddress['scope'], string])[] {
  return [
    ['user', row.userId],
    ...(row.teamId === null ? [] : [['team', row.teamId] as const]),
    ...(row.project === null ? [] : [['project', row.project] as const]),
    ['workspace', row.workspaceId],
  ]
}
