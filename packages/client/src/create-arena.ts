import type { Arena } from './arena.ts'
import { type ArenaConfig, type ArenaOptions, readConfig } from './arena-options.ts'
import { currentRunId } from './call/call-tree.ts'
import { type OpenRun, openRun } from './call/run.ts'
import { trackCall } from './call/track-call.ts'
import { wrapAgent } from './call/wrap-agent.ts'
import { createParts, type Parts } from './create-parts.ts'
import { holdWhileAwaited } from './report/awaited-promise.ts'
import { createReport, type ReportInput } from './report/create-report.ts'
import type { DroppedReceipt, Receipt } from './report/receipt.ts'
import { uuidV7 } from './report/uuid-v7.ts'
import { createUpdateListeners, type UpdateListeners } from './subscribe/update-listeners.ts'
import { iterateUpdates } from './subscribe/updates.ts'
import { createWarnOnce } from './warn-once.ts'

const adoptEveryInMs = 5_000
const flushTimeoutInMs = 10_000

/** Makes an arena of one's own. The environment is read, and everything opened, at its first use. */
export function createArena(options: ArenaOptions = {}): Arena {
  const warn = createWarnOnce(options.onWarning)
  const iterators = new Set<() => void>()
  let config: ArenaConfig | undefined
  let parts: Parts | undefined
  let listeners: UpdateListeners | undefined
  let adoptTimer: NodeJS.Timeout | undefined
  let closing: Promise<boolean> | undefined
  let reported = 0
  let rejectedHere = 0
  let dropped = 0
  let firstDroppedAtInMs: number | null = null

  const newId = () => uuidV7(Date.now())

  function readOnce(): ArenaConfig {
    config ??= readConfig(options, process.env)
    return config
  }

  function partsOnce(): Parts {
    parts ??= createParts(readOnce(), { warn })
    return parts
  }

  function report(input: unknown, parentRunId = currentRunId()): Promise<Receipt> {
    reported += 1
    try {
      const { isEnabled, project } = readOnce()
      if (!isEnabled) return drop({ status: 'dropped', id: null, reason: 'disabled' })
      if (closing !== undefined) return drop({ status: 'dropped', id: null, reason: 'closed' })
      const created = createReport(input, {
        newId,
        nowInMs: Date.now(),
        project,
        parentRunId,
      })
      if (!created.ok) {
        rejectedHere += 1
        warn({ code: 'rejected', message: `A report was rejected: ${created.message}.` })
        const { id, code, message } = created
        return Promise.resolve({ status: 'rejected', id, code, message, issues: [] })
      }
      const { spool, receipts, delivery } = partsOnce()
      const { isKept, isOnDisk } = spool.append(created.json)
      delivery.wake()
      if (!isKept) return drop({ status: 'dropped', id: created.id, reason: 'spool-full' })
      if (delivery.isAway) return Promise.resolve({ status: 'spooled', id: created.id, isOnDisk })
      return receipts.open(created.id, { isOnDisk })
    } catch {
      return drop({ status: 'dropped', id: null, reason: 'spool-full' }) // not known to happen; the host never pays for it
    }
  }

  function drop(receipt: DroppedReceipt): Promise<Receipt> {
    dropped += 1
    firstDroppedAtInMs ??= Date.now()
    if (receipt.reason === 'spool-full') {
      warn({
        code: 'dropped',
        message: 'The spool is full: reports are dropped until the server takes some.',
      })
    }
    return Promise.resolve(receipt)
  }

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
        void report(input, parentId) // not the run in which the last item happens to be read
      },
    })
  }

  function drain(timeoutInMs = flushTimeoutInMs): Promise<boolean> {
    if (!readOnce().isEnabled) return Promise.resolve(true)
    return holdWhileAwaited(partsOnce().delivery.drain(), { timeoutInMs, late: () => false })
  }

  async function shutDown(timeoutInMs: number | undefined): Promise<boolean> {
    clearInterval(adoptTimer)
    listeners?.close()
    for (const end of [...iterators]) end()
    const isAllSent = parts === undefined ? true : await drain(timeoutInMs)
    parts?.delivery.stop()
    parts?.spool.close()
    return isAllSent
  }

  const arena: Arena = {
    report: (input) => report(input),
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
    on(type, listener) {
      if (!readOnce().isEnabled || closing !== undefined) return () => {}
      listeners ??= createUpdateListeners(partsOnce().source)
      return listeners.add(type, listener)
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
    stats: () => ({
      reported,
      scored: parts?.counts.scored ?? 0,
      duplicate: parts?.counts.duplicate ?? 0,
      rejected: (parts?.counts.rejected ?? 0) + rejectedHere,
      dropped: dropped + (parts?.counts.lost ?? 0),
      firstDroppedAt: firstDroppedAtInMs === null ? null : new Date(firstDroppedAtInMs).toISOString(),
      tornLines: parts?.tornLines() ?? 0,
    }),
    async [Symbol.asyncDispose]() {
      await arena.close()
    },
  }

  if (options.adopt === true && readOnce().isEnabled) {
    void arena.drainSpool()
    adoptTimer = setInterval(() => void arena.drainSpool(), adoptEveryInMs).unref()
  }
  return arena
}
