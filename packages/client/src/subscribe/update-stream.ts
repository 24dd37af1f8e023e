import type { Topic, UpdateFrame } from '@arena/core'
import { backoff } from '../report/backoff.ts'
import type { ServerSearch } from '../transport/search-server.ts'
import type { Transport } from '../transport/transport.ts'
import type { Warn } from '../warn-once.ts'

export interface UpdateSource {
  readonly search: () => Promise<ServerSearch>
  readonly openTransport: () => Promise<Transport>
  readonly random: () => number
  readonly warn: Warn
}

export interface UpdateStreamOptions {
  /** Null is the key's own user. */
  readonly topic: Topic | null
  /** The place to go on from; null is now. */
  readonly lastEventId: string | null
  /** `id` is the place of this frame, or null when it has none. */
  readonly onFrame: (frame: UpdateFrame, id: string | null) => void
}

export interface UpdateStream {
  close(): void
}

const longestWaitInMs = 5_000
const refusedWaitInMs = 30_000

/**
 * Follows updates for as long as it is open: connects, waits with jitter after a loss, goes on behind the last
 * frame. Keeps no process alive.
 */
export function openUpdateStream(
  source: UpdateSource,
  { topic, lastEventId, onFrame }: UpdateStreamOptions,
): UpdateStream {
  const { search, openTransport, random, warn } = source
  let place = lastEventId
  let failures = 0
  let isClosed = false
  let timer: NodeJS.Timeout | undefined
  let unsubscribe = () => {}

  async function connect(): Promise<void> {
    try {
      const found = await search()
      if (isClosed) return
      if (found.kind === 'missing') {
        if (found.code !== 'no-server')
          warn({ code: found.code, message: `Updates do not come: ${found.message}` })
        return retry()
      }
      const transport = await openTransport()
      if (isClosed) return
      unsubscribe = transport.subscribe(found.server, {
        topic,
        lastEventId: place,
        listener: {
          onOpen() {
            failures = 0
          },
          onFrame(frame, id) {
            if (isClosed) return
            place = id ?? place
            onFrame(frame, id)
          },
          onLost({ refusal }) {
            if (refusal === null) return retry()
            const message = `The server refuses to give these updates to this key: ${refusal}`
            warn({ code: 'updates-refused', message })
            retry(refusedWaitInMs)
          },
        },
      })
    } catch {
      retry()
    }
  }

  function retry(waitInMs?: number): void {
    if (isClosed) return
    failures += 1
    timer = setTimeout(connect, waitInMs ?? Math.min(longestWaitInMs, backoff(failures, { random }))).unref()
  }

  void connect()
  return {
    close() {
      isClosed = true
      clearTimeout(timer)
      unsubscribe()
    },
  }
}
