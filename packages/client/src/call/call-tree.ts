import { AsyncLocalStorage } from 'node:async_hooks'

// One for all instances, since a call of one may happen inside a call of another. It costs nothing until used.
const running = new AsyncLocalStorage<string>()

/** The run in which the current code runs, or null. */
export function currentRunId(): string | null {
  return running.getStore() ?? null
}

/** Calls `work` as part of a run: calls inside it, asynchronous ones too, become its children. */
export function insideRun<T>(runId: string, work: () => T): T {
  return running.run(runId, work)
}
