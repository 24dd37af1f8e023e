import { setImmediate as nextTurn } from 'node:timers/promises'
import { ArenaError, type ScoredAnswer } from '@arena/core'
import type { Logger } from 'pino'
import { createCommitPace } from './commit-pace.ts'
import type { Clock } from './deps.ts'
import type { Publish } from './publish-commits.ts'
import type { CommitOutcome, CorrectionCommit, ReportCommit, Store } from './store/store.ts'

export interface Recorded {
  readonly outcome: CommitOutcome
  /** Null for what was committed before, or is on no board. */
  readonly rank: ScoredAnswer['rank']
}

type RecordedCommit = ReportCommit | CorrectionCommit

/** Queues reports and their corrections and commits them in groups: the next is folded while the last is written. */
export interface Recorder {
  /** Resolves when all are durable, in their order. Rejects with a retryable error when one may not be. */
  record(commits: readonly RecordedCommit[]): Promise<readonly Recorded[]>
  /** Throws `server-busy` where so many reports would not be taken now: what is refused early costs least. */
  requireRoom(reports: number): void
  /** Resolves when nothing is queued or being written. New reports are refused from the call on. */
  drain(): Promise<void>
  readonly isFull: boolean
  /** Taken and not committed yet. */
  readonly queuedReports: number
}

interface Options {
  readonly store: Pick<Store, 'commit'>
  readonly clock: Clock
  readonly logger: Logger
  readonly publish: Publish
  /** 0..1, to spread those who were refused. */
  readonly random: () => number
  readonly onCommit?: (durationInMs: number) => void
  readonly maxQueuedReports?: number
  readonly maxReportsInCommit?: number
  /** Reports that would wait longer for their commit are refused, but as many as one commit takes can always wait. */
  readonly maxWaitInMs?: number
}

interface Queued {
  readonly commit: RecordedCommit
  readonly resolve: (recorded: Recorded) => void
  readonly reject: (error: ArenaError) => void
}

const maxCommitsUnderWay = 2
const reportsThatShowPace = 100
/** After so many answered, requests that came meanwhile get their turn. */
const mostInTurn = 100
const shortestRetryInMs = 1000
const longestRetryInMs = 30_000

export function createRecorder({
  store,
  clock,
  logger,
  publish,
  random,
  onCommit = () => undefined,
  maxQueuedReports = 20_000,
  maxReportsInCommit = 500,
  maxWaitInMs = 250,
}: Options): Recorder {
  const pace = createCommitPace({ minReports: reportsThatShowPace })
  let queue: Queued[] = []
  let queuedReports = 0
  let isDraining = false
  let lastSize = 0
  let lastEndedAtInMs = Number.NEGATIVE_INFINITY
  const underWay = new Set<Promise<void>>()

  /** A commit beside another must be as large: smaller ones cost more a report, and grow while they wait. */
  function isNextDue(size: number): boolean {
    if (underWay.size === 0) return size > 0
    return underWay.size < maxCommitsUnderWay && size >= lastSize
  }

  function commitMore(): void {
    while (isNextDue(Math.min(queue.length, maxReportsInCommit))) {
      const group = queue.slice(0, maxReportsInCommit)
      queue = queue.slice(maxReportsInCommit)
      lastSize = group.length
      const commit = timeCommit(group).finally(() => {
        underWay.delete(commit)
        commitMore()
      })
      underWay.add(commit)
    }
  }

  async function timeCommit(group: readonly Queued[]): Promise<void> {
    const startedAtInMs = clock()
    await commitGroup(group)
    const endedAtInMs = clock()
    onCommit(endedAtInMs - startedAtInMs)
    // the wait for the commit before it is none of its own time
    const durationInMs = endedAtInMs - Math.max(startedAtInMs, lastEndedAtInMs)
    pace.observe({ reports: group.length, durationInMs })
    lastEndedAtInMs = endedAtInMs
    queuedReports -= group.length
  }

  async function commitGroup(group: readonly Queued[]): Promise<void> {
    const commits = group.map(({ commit }) => commit)
    try {
      const outcomes = await store.commit(commits)
      const ranks = publishCommitted(outcomes)
      for (const [index, { resolve, reject }] of group.entries()) {
        if (index > 0 && index % mostInTurn === 0) await nextTurn()
        const outcome = outcomes[index]
        if (outcome) resolve({ outcome, rank: ranks[index] ?? null })
        else reject(new ArenaError('store-unavailable', 'The store gave no answer to a report.'))
      }
    } catch (cause) {
      logger.error({ err: cause, reports: group.length }, 'commit failed')
      if (group.length > 1 && !isOfStore(cause)) return commitHalves(group)
      const error = commitError(cause)
      for (const { reject } of group) reject(error)
    }
  }

  /** Finds the one report that the store can't take, so that it keeps no other from the ledger. */
  async function commitHalves(group: readonly Queued[]): Promise<void> {
    const middle = Math.ceil(group.length / 2)
    await commitGroup(group.slice(0, middle))
    await commitGroup(group.slice(middle))
  }

  /** What is durable is answered as such, whatever befalls those who are only told of it. */
  function publishCommitted(outcomes: readonly CommitOutcome[]) {
    try {
      return publish(outcomes)
    } catch (error) {
      logger.error({ err: error }, 'publishing failed')
      return []
    }
  }

  function hasRoom(reports: number): boolean {
    const after = queuedReports + reports
    if (isDraining || after > maxQueuedReports) return false
    return queuedReports === 0 || after <= Math.max(maxReportsInCommit, pace.reportsIn(maxWaitInMs))
  }

  function requireRoom(reports: number): void {
    if (hasRoom(reports)) return
    const waitInMs = Math.max(shortestRetryInMs, pace.waitInMs(queuedReports)) * (1 + 2 * random())
    const retryAfterInMs = Math.round(Math.min(longestRetryInMs, waitInMs))
    throw new ArenaError('server-busy', 'The server has too many reports waiting.', { retryAfterInMs })
  }

  return {
    async record(commits) {
      requireRoom(commits.length)
      queuedReports += commits.length
      const recorded = commits.map(
        (commit) =>
          new Promise<Recorded>((resolve, reject) => {
            queue.push({ commit, resolve, reject })
          }),
      )
      commitMore()
      return Promise.all(recorded)
    },
    requireRoom,
    async drain() {
      isDraining = true
      while (underWay.size > 0) await Promise.all(underWay)
    },
    get queuedReports() {
      return queuedReports
    },
    get isFull() {
      return !hasRoom(1)
    },
  }
}

/** Failures that every report would meet now, whatever it says. */
function isOfStore(cause: unknown): boolean {
  if (!ArenaError.is(cause)) return false
  return cause.code === 'store-unavailable' || cause.code === 'disk-full'
}

/** Every failure of the store may pass: the same reports can be sent again, their ids make that safe. */
function commitError(cause: unknown): ArenaError {
  if (ArenaError.is(cause) && cause.isRetryable) return cause
  return new ArenaError('store-unavailable', 'The reports could not be written. Send them again.', { cause })
}
