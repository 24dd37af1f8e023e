import type { History, Operation, Reading } from './history.ts'
import type { Ledger, Row } from './ledger.ts'
import { replayLedger } from './replay-ledger.ts'

/** How often each kind of fault was found. */
export interface HistoryFaults {
  /** Acknowledged, and not in the ledger. */
  readonly lost: number
  readonly countedTwice: number
  /** Refused or never reported, and in the ledger. */
  readonly unknown: number
  /** The ledger holds other facts than were reported. */
  readonly altered: number
  /** The answer told another result than the ledger holds. */
  readonly answeredWrongly: number
  /** Counted after a report that was made only when this one was acknowledged already. */
  readonly outOfOrder: number
  /** XP that were true at no time while they were read, or that fell for their reader. */
  readonly readWrongly: number
  /** Rows that the rules, applied to the reports one by one, don't give. */
  readonly scoredWrongly: number
}

export const noFaults: HistoryFaults = {
  lost: 0,
  countedTwice: 0,
  unknown: 0,
  altered: 0,
  answeredWrongly: 0,
  outOfOrder: 0,
  readWrongly: 0,
  scoredWrongly: 0,
}

interface CountedOperation extends Operation {
  readonly seq: number
  /** Of the last row that came with it: what it unlocked follows it. */
  readonly lastSeq: number
}

/** Compares what clients did and were told with the ledger, as if all reports had come one after the other. */
export function checkHistory(history: History, ledger: Ledger): HistoryFaults {
  const rowsById = new Map<string, Row[]>()
  for (const row of ledger.rows) {
    if (row.reportId !== null) rowsById.set(row.reportId, [...(rowsById.get(row.reportId) ?? []), row])
  }
  const lastSeqByRef = new Map<number, number>()
  for (const { refSeq, seq } of ledger.rows) if (refSeq !== null) lastSeqByRef.set(refSeq, seq)
  const counted = history.operations.flatMap((operation): CountedOperation[] => {
    const seq = rowsById.get(operation.report.id)?.[0]?.seq
    return seq === undefined ? [] : [{ ...operation, seq, lastSeq: lastSeqByRef.get(seq) ?? seq }]
  })
  counted.sort((a, b) => a.seq - b.seq)
  const mayBeCounted = new Set(
    history.operations.filter(({ outcome }) => outcome !== 'refused').map(({ report }) => report.id),
  )
  const rowBySeq = new Map(ledger.rows.map((row) => [row.seq, row]))
  const rowOf = (seq: number) => rowBySeq.get(seq)
  return {
    lost: history.operations.filter(
      ({ outcome, report }) => outcome === 'acknowledged' && !rowsById.has(report.id),
    ).length,
    countedTwice: count(rowsById.values(), (rows) => rows.length > 1),
    unknown: count(rowsById.keys(), (id) => !mayBeCounted.has(id)),
    altered: count(counted, ({ seq, report }) => {
      const row = rowOf(seq)
      return row?.agentName !== report.agent || row.report?.durationInMs !== report.durationInMs
    }),
    answeredWrongly: count(
      counted,
      ({ seq, lastSeq, answer }) =>
        answer !== null &&
        (answer.seq !== seq ||
          answer.xp !== rowOf(seq)?.xp ||
          answer.agent.xp !== rowOf(seq)?.agentXp ||
          answer.user.xp !== rowOf(lastSeq)?.userXp),
    ),
    outOfOrder: countOutOfOrder(counted),
    readWrongly: countWrongReadings(history.readings, counted, ledger.rows),
    scoredWrongly: replayLedger(ledger),
  }
}

function countOutOfOrder(bySeq: readonly CountedOperation[]): number {
  let latestStart = -1
  return count(bySeq, ({ startedAt, endedAt }) => {
    const isLate = endedAt < latestStart
    latestStart = Math.max(latestStart, startedAt)
    return isLate
  })
}

function countWrongReadings(
  readings: readonly Reading[],
  counted: readonly CountedOperation[],
  rows: readonly Row[],
): number {
  const highestByReader = new Map<string, number>()
  const rowsByUser = new Map<string, Row[]>()
  for (const row of rows) rowsByUser.set(row.userId, [...(rowsByUser.get(row.userId) ?? []), row])
  return count(readings, ({ client, userId, startedAt, endedAt, userXp }) => {
    const reader = `${client} ${userId}`
    const hasFallen = userXp < (highestByReader.get(reader) ?? 0)
    highestByReader.set(reader, Math.max(userXp, highestByReader.get(reader) ?? 0))
    const knownSeq = latest(counted.filter((operation) => operation.endedAt < startedAt))
    const possibleSeq = latest(counted.filter((operation) => operation.startedAt < endedAt))
    const own = rowsByUser.get(userId) ?? []
    const atFirst = own.findLast(({ seq }) => seq <= knownSeq)?.userXp ?? 0
    const isTrue =
      userXp === atFirst ||
      own.some((row) => row.seq > knownSeq && row.seq <= possibleSeq && row.userXp === userXp)
    return hasFallen || !isTrue
  })
}

function latest(operations: readonly CountedOperation[]): number {
  return operations.reduce((seq, { lastSeq }) => Math.max(seq, lastSeq), 0)
}

function count<T>(items: Iterable<T>, isFault: (item: T) => boolean): number {
  let faults = 0
  for (const item of items) if (isFault(item)) faults += 1
  return faults
}
