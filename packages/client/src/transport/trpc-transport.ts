import { batchSchemaVersion } from './batch-schema-version.ts'
import { failureToSubmission } from './failure-to-submission.ts'
import { followUpdates } from './follow-updates.ts'
import { createHttpFetch } from './http-fetch.ts'
import { isAnswer } from './is-answer.ts'
import { readFailure } from './read-failure.ts'
import type { Server, Transport } from './transport.ts'
import { type Api, createTrpcClient } from './trpc-client.ts'

/** Speaks tRPC with sockets that let the process end. */
export function createTrpcTransport({
  requestTimeoutInMs,
  clock,
}: {
  readonly requestTimeoutInMs: number
  readonly clock: () => number
}): Transport {
  const fetch = createHttpFetch({ isUnref: true, timeoutInMs: requestTimeoutInMs, maxSilenceInMs: 35_000 })
  let last: { readonly url: string; readonly key: string; readonly api: Api } | null = null

  function apiOf({ url, key }: Server): Api {
    if (last?.url !== url || last.key !== key) last = { url, key, api: createTrpcClient({ url, key, fetch }) }
    return last.api
  }

  return {
    async submit(server, reports) {
      try {
        const batch = { schema: batchSchemaVersion, reports: [...reports] }
        const { epoch, answers } = await apiOf(server).report.submit.mutate(batch)
        const isWhole = Array.isArray(answers) && answers.length === reports.length
        if (typeof epoch === 'string' && isWhole && answers.every(isAnswer)) {
          return { kind: 'answered', epoch, answers }
        }
        return { kind: 'unavailable', message: 'the server gave no answer of Arena', retryAfterInMs: null }
      } catch (error) {
        return failureToSubmission(readFailure(error, clock()))
      }
    },

    subscribe: (server, options) => followUpdates(server, options, fetch),
  }
}
