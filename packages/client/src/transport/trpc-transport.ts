import { errorCodes } from '@arena/core'
import { batchSchemaVersion } from './batch-schema-version.ts'
import { failureToSubmission } from './failure-to-submission.ts'
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

    subscribe(server, { topic, lastEventId, listener }) {
      let isOver = false
      const end = () => {
        if (isOver) return
        isOver = true
        queueMicrotask(() => subscription.unsubscribe()) // not from within its own callback
      }
      const lose = (error?: unknown) => {
        if (isOver) return
        end()
        listener.onLost({ refusal: refusalOf(error) })
      }
      const input = { ...(topic && { topic }), ...(lastEventId !== null && { lastEventId }) }
      const subscription = apiOf(server).update.subscribe.subscribe(input, {
        onStarted: () => !isOver && listener.onOpen(),
        onData(frame) {
          if (isOver) return
          const [data, id] = isTracked(frame) ? [frame.data, frame.id] : [frame, null]
          if (Array.isArray(data?.updates)) listener.onFrame(data, id)
          else lose() // not a frame of Arena
        },
        onConnectionStateChange: (state) => state.state === 'connecting' && state.error !== null && lose(),
        onError: lose,
        onComplete: () => lose(),
        onStopped: () => lose(),
      })
      return end
    },
  }
}

/** What the server said when it gives these updates to this key neither now nor later; else null. */
function refusalOf(error: unknown): string | null {
  const { code, message } = readFailure(error, Date.now())
  if (code !== null) return errorCodes[code]?.isRetryable === false ? message : null
  const status = (error as { readonly cause?: { readonly code?: unknown } } | null)?.cause?.code
  return status === 401 || status === 403 ? `HTTP ${status}` : null
}

function isTracked<T>(frame: T): frame is Extract<T, { readonly id: string }> {
  return typeof frame === 'object' && frame !== null && 'id' in frame && 'data' in frame
}
