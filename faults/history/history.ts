import type { ScoredAnswer } from '@arena/core'

export interface StatedReport {
  readonly id: string
  readonly agent: string
  readonly durationInMs: number
}

/** One client's effort to have one report counted, all retries included. Times are places in the order of events. */
export interface Operation {
  readonly report: StatedReport
  readonly startedAt: number
  /** Infinite while nobody was told how it ended. */
  readonly endedAt: number
  /** `acknowledged`: it must be in the ledger. `refused`: it must not. `unknown`: it may be. */
  readonly outcome: 'acknowledged' | 'refused' | 'unknown'
  /** Null where the client is told no more than that the report is kept. */
  readonly answer: ScoredAnswer | null
}

/** What one client read of a user's XP. */
export interface Reading {
  readonly client: string
  readonly userId: string
  readonly startedAt: number
  readonly endedAt: number
  readonly userXp: number
}

export interface History {
  readonly operations: readonly Operation[]
  readonly readings: readonly Reading[]
}

export interface OpenOperation {
  acknowledge(answer: ScoredAnswer): void
  /** The client was told that it will be counted, not when. */
  keep(): void
  refuse(): void
}

/** Notes what clients did and were told, in the order in which it happened. */
export interface HistoryRecorder extends History {
  start(report: StatedReport): OpenOperation
  /** Reads a user's XP; null when there was no answer. */
  read(client: string, userId: string, read: () => Promise<number | null>): Promise<void>
}

export function recordHistory(): HistoryRecorder {
  let now = 0
  const operations: Operation[] = []
  const readings: Reading[] = []
  return {
    operations,
    readings,
    start(report) {
      const index = operations.length
      const startedAt = now++
      operations.push({ report, startedAt, endedAt: Infinity, outcome: 'unknown', answer: null })
      const end = (ending: Pick<Operation, 'endedAt' | 'outcome' | 'answer'>) => {
        operations[index] = { report, startedAt, ...ending }
      }
      return {
        acknowledge: (answer) => end({ endedAt: now++, outcome: 'acknowledged', answer }),
        keep: () => end({ endedAt: Infinity, outcome: 'acknowledged', answer: null }),
        refuse: () => end({ endedAt: now++, outcome: 'refused', answer: null }),
      }
    },
    async read(client, userId, read) {
      const startedAt = now++
      const userXp = await read()
      if (userXp !== null) readings.push({ client, userId, startedAt, endedAt: now++, userXp })
    },
  }
}
