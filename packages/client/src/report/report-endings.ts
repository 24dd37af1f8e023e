import type { ReportAnswer } from '@arena/core'
import type { DeadLetters } from '../spool/dead-letters.ts'
import type { Warn } from '../warn-once.ts'
import type { DeliveryCounts } from './delivery-counts.ts'
import type { ReceiptBook } from './receipt-book.ts'

export interface ReportEndingsParts {
  readonly receipts: ReceiptBook
  /** Null where no folder can be written. */
  readonly deadLetters: DeadLetters | null
  readonly counts: DeliveryCounts
  readonly warn: Warn
}

/** What is done with a report that the server has answered. */
export interface ReportEndings {
  conclude(report: unknown, answer: ReportAnswer): void
  /** For a report that no answer can be hoped for, since the whole request was refused for it. */
  reject(report: unknown, refusal: Omit<Extract<ReportAnswer, { status: 'rejected' }>, 'status' | 'id'>): void
}

/** Counts answers, settles receipts, and keeps rejected reports where they can be looked at. */
export function createReportEndings({
  receipts,
  deadLetters,
  counts,
  warn,
}: ReportEndingsParts): ReportEndings {
  function conclude(report: unknown, answer: ReportAnswer): void {
    counts[answer.status] += 1
    if (answer.status === 'rejected') {
      deadLetters?.add(report, answer)
      const where = deadLetters === null ? '' : ` It is kept in ${deadLetters.path}.`
      warn({ code: 'rejected', message: `The server rejected a report: ${answer.message}.${where}` })
    }
    const id = idOf(report)
    if (id !== null) receipts.settle(id, answer)
  }
  return {
    conclude,
    reject: (report, refusal) => conclude(report, { ...refusal, status: 'rejected', id: idOf(report) }),
  }
}

function idOf(report: unknown): string | null {
  const id = typeof report === 'object' && report !== null ? (report as { readonly id?: unknown }).id : null
  return typeof id === 'string' ? id : null
}
