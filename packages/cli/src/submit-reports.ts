import { setTimeout } from 'node:timers/promises'
import { batchSchemaVersion, type ReportAnswer, type ReportInput } from '@arena/core'
import type { Api } from './connect.ts'
import { type SubmitOptions, submitInBatches } from './submit-in-batches.ts'

interface Delivery extends Partial<Pick<SubmitOptions, 'wait' | 'onRetry'>> {
  readonly api: Api
  /** Whose reports they are, if not those of the key's user. */
  readonly userId?: string | undefined
}

/** Submits reports to a server in batches, each again while it can't be delivered. */
export function submitReports(
  reports: readonly ReportInput[],
  { api, userId, ...options }: Delivery,
): AsyncGenerator<readonly ReportAnswer[]> {
  const submit = async (batch: readonly ReportInput[]) => {
    const whose = userId === undefined ? {} : { userId }
    const submission = { schema: batchSchemaVersion, reports: [...batch], ...whose }
    return (await api.report.submit.mutate(submission)).answers
  }
  const wait = (durationInMs: number) => setTimeout<void>(durationInMs)
  return submitInBatches(reports, { wait, random: Math.random, ...options, submit })
}
