import type { BoardAddress } from '../../board-row.ts'
import { periodCodesOf } from './period-code.ts'
import { rowToReportChanges } from './report-change.ts'
import type { TalliedRow } from './tallied-row.ts'

/** What the ledger rows of one day, or of more, add to a subject; from the first row on it is all there is. */
export interface BoardTally {
  /** As spelled in the first row counted. */
  name: string
  xp: number
  reports: number
  successes: number
  failures: number
  timedSuccesses: number
  timedSuccessesInMs: number
  /** The last row that changed the XP; null while none did. */
  changedSeq: number | null
  /** The first row counted. */
  firstSeq: number
}

/** The boards of one subject in one scope, over all their periods. */
export interface SeriesTally extends Pick<BoardAddress, 'scope' | 'scopeId' | 'subject'> {
  /** By subject id and day: the tally of a period is the sum of its days. */
  readonly bySubject: Map<string, Map<number, BoardTally>>
}

/** By `seriesKey`. */
export type BoardTallies = Map<string, SeriesTally>

export function seriesKey({ scope, scopeId, subject }: Omit<SeriesTally, 'bySubject'>): string {
  return `${scope} ${subject} ${scopeId}`
}

/** Adds a row to every series it counts in. Rows must come in order of `seq`. */
export function tallyBoards(tallies: BoardTallies, row: TalliedRow): void {
  const { userId, agentKey, teamId, project, workspaceId } = row
  const gain = gainOf(row)
  const agent = row.kind === 'achievement' ? null : agentKey
  const name = row.agentName ?? agentKey ?? ''
  const add = (series: Omit<SeriesTally, 'bySubject'>, subjectId: string) =>
    addGain(seriesOf(tallies, series), gain, { subjectId, name: series.subject === 'agent' ? name : '' })

  if (agent !== null) add({ scope: 'user', scopeId: userId, subject: 'agent' }, agent)
  for (const [scope, scopeId] of [
    ['team', teamId],
    ['project', project],
    ['workspace', workspaceId],
  ] as const) {
    if (scopeId === null) continue
    if (agent !== null) add({ scope, scopeId, subject: 'agent' }, agent)
    add({ scope, scopeId, subject: 'user' }, userId)
  }
  if (teamId !== null) add({ scope: 'workspace', scopeId: workspaceId, subject: 'team' }, teamId)
}

type Gain = Omit<BoardTally, 'name' | 'changedSeq' | 'firstSeq'> & {
  readonly day: number
  readonly seq: number
}

function gainOf(row: TalliedRow): Gain {
  const gain = {
    day: row.day,
    seq: row.seq,
    xp: row.xp,
    reports: 0,
    successes: 0,
    failures: 0,
    timedSuccesses: 0,
    timedSuccessesInMs: 0,
  }
  for (const { sign, report } of rowToReportChanges(row)) {
    gain.reports += sign
    if (report.outcome === 'failure') gain.failures += sign
    if (report.outcome !== 'success') continue
    gain.successes += sign
    if (!report.durationInMs) continue // 0 is not measured
    gain.timedSuccesses += sign
    gain.timedSuccessesInMs += sign * Math.round(report.durationInMs)
  }
  return gain
}

function seriesOf(tallies: BoardTallies, series: Omit<SeriesTally, 'bySubject'>): SeriesTally {
  const key = seriesKey(series)
  let tally = tallies.get(key)
  if (!tally) {
    tally = { ...series, bySubject: new Map() }
    tallies.set(key, tally)
  }
  return tally
}

function addGain(
  { bySubject }: SeriesTally,
  gain: Gain,
  { subjectId, name }: { readonly subjectId: string; readonly name: string },
): void {
  let days = bySubject.get(subjectId)
  if (!days) {
    days = new Map()
    bySubject.set(subjectId, days)
  }
  let tally = days.get(gain.day)
  if (!tally) {
    tally = { name, ...nothing, firstSeq: gain.seq }
    days.set(gain.day, tally)
  }
  addCounts(tally, gain)
  if (gain.xp !== 0) tally.changedSeq = gain.seq
}

const nothing = {
  ...{ xp: 0, reports: 0, successes: 0, failures: 0, timedSuccesses: 0, timedSuccessesInMs: 0 },
  changedSeq: null,
}

function addCounts(tally: BoardTally, added: Omit<BoardTally, 'name' | 'changedSeq' | 'firstSeq'>): void {
  tally.xp += added.xp
  tally.reports += added.reports
  tally.successes += added.successes
  tally.failures += added.failures
  tally.timedSuccesses += added.timedSuccesses
  tally.timedSuccessesInMs += added.timedSuccessesInMs
}

/** What a subject's days add up to in each period that holds one of them. */
export function tallyPeriods(days: ReadonlyMap<number, BoardTally>): ReadonlyMap<number, BoardTally> {
  const byPeriod = new Map<number, BoardTally>()
  for (const [day, tally] of days) {
    for (const period of periodCodesOf(day)) {
      const sum = byPeriod.get(period)
      byPeriod.set(period, sum ? mergeTallies(sum, tally) : tally)
    }
  }
  return byPeriod
}

function mergeTallies(a: BoardTally, b: BoardTally): BoardTally {
  const merged = { ...(a.firstSeq < b.firstSeq ? a : b) }
  addCounts(merged, a.firstSeq < b.firstSeq ? b : a)
  merged.changedSeq =
    a.changedSeq === null || b.changedSeq === null
      ? (a.changedSeq ?? b.changedSeq)
      : Math.max(a.changedSeq, b.changedSeq)
  return merged
}
