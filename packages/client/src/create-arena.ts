import type { Arena } from './arena.ts'
import { type ArenaConfig, type ArenaOptions, readConfig } from './arena-options.ts'
import { currentRunId } from './call/call-tree.ts'
import { type OpenRun, openRun } from './call/run.ts'
import { trackCall } from './call/track-call.ts'
import { wrapAgent } from './call/wrap-agent.ts'
import { createParts, type Parts } from './create-parts.ts'
import { holdWhileAwaited } from './report/awaited-promise.ts'
import type { ReportInput } from './report/create-report.ts'
import { emptyDeliveryCounts } from './report/delivery-counts.ts'
import { createReporter } from './report/reporter.ts'
import { startAdopting } from './report/start-adopting.ts'
import { uuidV7 } from './report/uuid-v7.ts'
import { createUpdateListeners, type UpdateListeners } from './subscribe/update-listeners.ts'
import { iterateUpdates } from './subscribe/updates.ts'
import { createWarnOnce } from './warn-once.ts'

const flushTimeoutInMs = 10_000

/** Makes an arena of one's own. The environment is read, and everything opened, at its first use. */
export function createArena(options: ArenaOptions = {}): Arena {
  const warn = createWarnOnce(options.onWarning)
  const iterators = new Set<() => void>()
  let config: ArenaConfig | undefined
  let parts: Parts | undefined
  let listeners: UpdateListeners | undefined
  let stopAdopting = () => {}
  let closing: Promise<boolean> | undefined

  const newId = () => uuidV7(Date.now())

  function readOnce(): ArenaConfig {
    config ??= readConfig(options, process.env)
    return config
  }

  function partsOnce(): Parts {
    parts ??= createParts(readOnce(), { warn })
    return parts
  }

  const reporter = createReporter({
    readConfig: readOnce,
    openParts: partsOnce,
    isClosed: () => closing !== undefined,
    newId,
    clock: Date.now,
    warn,
  })

  function start(agent: string, task: ReportInput['task'] | undefined): OpenRun {
    const parentId = currentRunId()
    return openRun({
      agent,
      task,
      id: newId(),
      parentId,
      startedAtInMs: Date.now(),
      monotonic: () => performance.now(),
      report(build) {
        let input: unknown = null
        try {
          input = build()
        } catch {} // what the host said of the run cannot be read; the report is rejected
        void reporter.report(input, parentId) // not the run in which the last item happens to be read
      },
    })
  }

  function drain(timeoutInMs = flushTimeoutInMs): Promise<boolean> {
    if (!readOnce().isEnabled) return Promise.resolve(true)
    return holdWhileAwaited(partsOnce().delivery.drain(), { timeoutInMs, late: () => false })
  }

  async function shutDown(timeoutInMs: number | undefined): Promise<boolean> {
    stopAdopting()
    listeners?.close()
    for (const end of [...iterators]) end()
    const isAllSent = parts === undefined ? true : await drain(timeoutInMs)
    parts?.delivery.stop()
    parts?.spool.close()
    await parts?.engine?.close()
    return isAllSent
  }

  const arena: Arena = {
    report: (input) => reporter.report(input),
    track: (agent, task, work) => trackCall(start(agent, task), work),
    wrap: (agent, { agent: name, task }) => wrapAgent(agent, () => start(name, task)),
    updates(updatesOptions = {}) {
      const abort = new AbortController()
      const end = () => abort.abort()
      const signal = updatesOptions.signal
        ? AbortSignal.any([updatesOptions.signal, abort.signal])
        : abort.signal
      if (!readOnce().isEnabled || closing !== undefined) end()
      iterators.add(end)
      return iterateUpdates(partsOnce().source, {
        ...updatesOptions,
        signal,
        onEnd: () => iterators.delete(end),
      })
    },
    on(type, listener, listenOptions) {
      if (!readOnce().isEnabled || closing !== undefined) return () => {}
      listeners ??= createUpdateListeners(partsOnce().source)
      return listeners.add(type, listener, listenOptions)
    },
    flush: ({ timeoutInMs } = {}) => drain(timeoutInMs),
    drainSpool({ timeoutInMs } = {}) {
      if (readOnce().isEnabled) partsOnce().delivery.adoptSoon()
      return drain(timeoutInMs)
    },
    close({ timeoutInMs } = {}) {
      closing ??= shutDown(timeoutInMs)
      return holdWhileAwaited(closing, { timeoutInMs: timeoutInMs ?? flushTimeoutInMs, late: () => false })
    },
    stats() {
      const { reported, rejected, dropped, firstDroppedAtInMs } = reporter.counts
      const counts = parts?.counts ?? emptyDeliveryCounts()
      return {
        reported,
        scored: counts.scored,
        duplicate: counts.duplicate,
        rejected: counts.rejected + rejected,
        dropped: dropped + counts.lost,
        firstDroppedAt: firstDroppedAtInMs === null ? null : new Date(firstDroppedAtInMs).toISOString(),
        tornLines: parts?.tornLines() ?? 0,
      }
    },
    async [Symbol.asyncDispose]() {
      await arena.close()
    },
  }

  if (options.adopt === true && readOnce().isEnabled) stopAdopting = startAdopting(partsOnce().delivery)
  return arena
}
