import type { Update, UpdateType } from '@arena/core'
import type { Run } from './call/run.ts'
import type { ReportInput } from './report/create-report.ts'
import type { Receipt } from './report/receipt.ts'
import type { ListenOptions, UpdateListenerOf } from './subscribe/update-listeners.ts'
import type { UpdatesOptions } from './subscribe/updates.ts'

export type Task = NonNullable<ReportInput['task']>

/** Counted since this process began; what another process left is counted when this one delivers it. */
export interface ArenaStats {
  readonly reported: number
  readonly scored: number
  /** Sent more than once and counted once. */
  readonly duplicate: number
  readonly rejected: number
  /** Those included that only memory held, and that were not sent before `close()`. */
  readonly dropped: number
  /** ISO 8601; null when none was dropped. */
  readonly firstDroppedAt: string | null
  /** Lines of the spool that a crash or a full disk cut off. */
  readonly tornLines: number
}

/**
 * Reports what agents do, and follows what comes of it. No method throws, rejects, blocks, or keeps the process
 * alive by itself; only a result that is awaited does, for a bounded time.
 */
export interface Arena {
  /** Costs microseconds: it writes the report to the spool. The receipt says what became of it, and never rejects. */
  report(report: ReportInput): Promise<Receipt>
  /** Runs `work` and reports it with its duration; an error is reported as a failure and thrown on. */
  track<T>(agent: string, task: Task, work: (run: Run) => T | PromiseLike<T>): Promise<T>
  /** A function of the same signature whose every call is reported. */
  // biome-ignore lint/suspicious/noExplicitAny: any function at all may be wrapped
  wrap<F extends (...args: any[]) => unknown>(
    agent: F,
    options: { readonly agent: string; readonly task?: Task },
  ): F
  /** Updates from now on. It ends with `close()` or its signal; a lost connection only delays it. */
  updates(options?: UpdatesOptions): AsyncIterableIterator<Update, undefined>
  /** Calls `listener` for each update of the type; the answer takes it off again. */
  on<T extends UpdateType>(type: T, listener: UpdateListenerOf<T>, options?: ListenOptions): () => void
  /** Sends what is spooled. Resolves to whether all of it was acknowledged in time (default 10,000 ms). */
  flush(options?: { readonly timeoutInMs?: number }): Promise<boolean>
  /** Also takes over and sends what dead processes left in the spool. */
  drainSpool(options?: { readonly timeoutInMs?: number }): Promise<boolean>
  /** Flushes, then lets go of everything. Later reports are dropped. Resolves like `flush`. */
  close(options?: { readonly timeoutInMs?: number }): Promise<boolean>
  stats(): ArenaStats
  [Symbol.asyncDispose](): Promise<void>
}
