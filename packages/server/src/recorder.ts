import { ArenaError, type ScoredAnswer } from '@arena/core'
import type { Logger } from 'pino'
import type { Clock } from './deps.ts'
import type { Publish } from './publish-commits.ts'
import type { CommitOutcome, CorrectionCommit, ReportCommit, Store } from './store/store.ts'

export interface Recorded {
  readonly outcome: CommitOutcome
  /** Null for what was committed before, or is on no board. */
  readonly rank: ScoredAnswer['rank']
}

type RecordedCommit = ReportCommit | CorrectionCommit

/** Queues reports and their corrections and commits them in groups, one group at a time. */
export interface Recorder {
  /** Resolves when all are durable, in their order. Rejects with a retryable error when one may not be. */
  record(commits: readonly RecordedCommit[]): Promise<readonly Recorded[]>
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
  readonly onCommit?: (durationInMs: number) => void
  readonly maxQueuedReports?: number
  readonly maxReportsInCommit?: number
}

interface Queued {
  readonly commit: RecordedCommit
  readonly resolve: (recorded: Recorded) => void
  readonly reject: (error: ArenaError) => void
}

const longestRetryInMs = 30_000

export function createRecorder({
  store,
  clock,
  logger,
  publish,
  onCommit = () => undefined,
  maxQueuedReports = 20_000,
  maxReportsInCommit = 200,
}: Options): Recorder {
  let queue: Queued[] = []
  let queuedReports = 0
  let lastCommitInMs = 0
  let isDraining = false
  let writing: Promise<void> | null = null

  async function write(): Promise<void> {
    while (queue.length > 0) {
      const group = queue.slice(0, maxReportsInCommit)
      queue = queue.slice(maxReportsInCommit)
      const startedAtInMs = clock()
      await commitGroup(group)
      lastCommitInMs = clock() - startedAtInMs
      onCommit(lastCommitInMs)
      queuedReports -= group.length
    }
    writing = null
  }

  async function commitGroup(group: readonly Queued[]): Promise<void> {
    const commits = group.map(({ commit }) => commit)
    try {
      const outcomes = await store.commit(commits)
      const ranks = publishCommitted(outcomes)
      for (const [index, { resolve, reject }] of group.entries()) {
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

  function busy(): ArenaError {
    const commitsAhead = Math.ceil(queuedReports / maxReportsInCommit)
    const retryAfterInMs = Math.min(longestRetryInMs, Math.max(1000, commitsAhead * lastCommitInMs))
    return new ArenaError('server-busy', 'The server has too many reports waiting.', { retryAfterInMs })
  }

  return {
    async record(commits) {
      if (isDraining || queuedReports + commits.length > maxQueuedReports) throw busy()
      queuedReports += commits.length
      const recorded = commits.map(
        (commit) =>
          new Promise<Recorded>((resolve, reject) => {
            queue.push({ commit, resolve, reject })
          }),
      )
      writing ??= write()
      return Promise.all(recorded)
    },
    async drain() {
      isDraining = true
      await writing
    },
    get queuedReports() {
      return queuedReports
    },
    get isFull() {
      return isDraining || queuedReports >= maxQueuedReports
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
