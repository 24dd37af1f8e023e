import { toArenaError } from '@arena/client/api'
import type { ReportAnswer, ReportInput } from '@arena/core'

export interface SubmitOptions {
  readonly submit: (reports: readonly ReportInput[]) => Promise<readonly ReportAnswer[]>
  readonly wait: (durationInMs: number) => Promise<void>
  /** 0..1, to spread retries. */
  readonly random: () => number
  readonly onRetry?: (retry: { readonly attempt: number; readonly reason: string }) => void
}

const reportsInBatch = 100
const maxAttempts = 8
const firstDelayInMs = 250
const maxDelayInMs = 10_000

/**
 * Submits reports in their order and yields the answers to each batch. A batch whose delivery fails for a while is
 * sent again as it was, which the ids make safe; other errors, and the last of many attempts, are thrown.
 */
export async function* submitInBatches(
  reports: readonly ReportInput[],
  options: SubmitOptions,
): AsyncGenerator<readonly ReportAnswer[]> {
  for (let start = 0; start < reports.length; start += reportsInBatch) {
    yield await submitPatiently(reports.slice(start, start + reportsInBatch), options)
  }
}

async function submitPatiently(
  batch: readonly ReportInput[],
  { submit, wait, random, onRetry }: SubmitOptions,
): Promise<readonly ReportAnswer[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await submit(batch)
    } catch (thrown) {
      const error = toArenaError(thrown)
      if (!error.isRetryable || attempt === maxAttempts) throw error
      onRetry?.({ attempt, reason: error.message })
      const delayInMs = Math.min(maxDelayInMs, firstDelayInMs * 2 ** (attempt - 1)) * (0.5 + random() / 2)
      await wait(Math.max(delayInMs, error.retryAfterInMs ?? 0))
    }
  }
}
