import type { ArenaConfig } from '../arena-options.ts'
import { currentRunId } from '../call/call-tree.ts'
import type { Parts } from '../create-parts.ts'
import type { Warn } from '../warn-once.ts'
import { createReport } from './create-report.ts'
import type { DroppedReceipt, Receipt } from './receipt.ts'

export interface ReporterOptions {
  readonly readConfig: () => ArenaConfig
  readonly openParts: () => Pick<Parts, 'spool' | 'receipts' | 'delivery'>
  readonly isClosed: () => boolean
  readonly newId: () => string
  readonly clock: () => number
  readonly warn: Warn
}

/** Takes reports in: to the spool, or told why not. */
export interface Reporter {
  /** Never throws, and the receipt never rejects. */
  report(input: unknown, parentRunId?: string | null): Promise<Receipt>
  readonly counts: ReporterCounts
}

export interface ReporterCounts {
  readonly reported: number
  /** Before they were spooled: what could not be read as a report. */
  readonly rejected: number
  readonly dropped: number
  /** Milliseconds since 1970; null when none was dropped. */
  readonly firstDroppedAtInMs: number | null
}

export function createReporter({
  readConfig,
  openParts,
  isClosed,
  newId,
  clock,
  warn,
}: ReporterOptions): Reporter {
  let reported = 0
  let rejected = 0
  let dropped = 0
  let firstDroppedAtInMs: number | null = null

  function drop(receipt: DroppedReceipt): Promise<Receipt> {
    dropped += 1
    firstDroppedAtInMs ??= clock()
    if (receipt.reason === 'spool-full') {
      warn({
        code: 'dropped',
        message: 'The spool is full: reports are dropped until the server takes some.',
      })
    }
    return Promise.resolve(receipt)
  }

  return {
    report(input, parentRunId = currentRunId()) {
      reported += 1
      try {
        const { isEnabled, project } = readConfig()
        if (!isEnabled) return drop({ status: 'dropped', id: null, reason: 'disabled' })
        if (isClosed()) return drop({ status: 'dropped', id: null, reason: 'closed' })
        const created = createReport(input, { newId, nowInMs: clock(), project, parentRunId })
        if (!created.ok) {
          rejected += 1
          warn({ code: 'rejected', message: `A report was rejected: ${created.message}.` })
          const { id, code, message } = created
          return Promise.resolve({ status: 'rejected', id, code, message, issues: [] })
        }
        const { spool, receipts, delivery } = openParts()
        const { isKept, isOnDisk } = spool.append(created.json)
        delivery.wake({ isUrgent: isKept && !isOnDisk })
        if (!isKept) return drop({ status: 'dropped', id: created.id, reason: 'spool-full' })
        if (delivery.isAway) return Promise.resolve({ status: 'spooled', id: created.id, isOnDisk })
        return receipts.open(created.id, { isOnDisk })
      } catch {
        return drop({ status: 'dropped', id: null, reason: 'spool-full' }) // not known to happen; the host never pays for it
      }
    },
    get counts() {
      return { reported, rejected, dropped, firstDroppedAtInMs }
    },
  }
}
