import { toArenaError } from '@arena/client/api'
import type { Update, UpdateFrame } from '@arena/core'
import type { Api } from './connect.ts'

/** `gap`: what came meanwhile cannot be shown any more. */
export type WatchState = 'connected' | 'lost' | 'gap'

export interface WatchOptions {
  /** Asked again after each loss, since a server may come back at another address. */
  readonly connect: () => Promise<Api>
  readonly signal: AbortSignal
  readonly wait: (durationInMs: number) => Promise<void>
  readonly onUpdate: (update: Update) => void
  readonly onState: (state: WatchState) => void
}

const delayInMs = 1000

/** Follows the updates until the signal aborts, over lost connections too. Rejects when it can't begin or is refused. */
export async function watchUpdates(options: WatchOptions): Promise<void> {
  const { connect, signal, wait, onState } = options
  let lastEventId: string | null = null
  let state: WatchState | null = null
  while (!signal.aborted) {
    try {
      await followOnce(await connect(), {
        ...options,
        lastEventId,
        onEventId: (id) => {
          lastEventId = id
        },
        onState: (next) => {
          state = next
          onState(next)
        },
      })
    } catch (thrown) {
      const error = toArenaError(thrown)
      if (!error.isRetryable || state === null) throw error
    }
    if (signal.aborted) return
    if (state !== 'lost') onState('lost')
    state = 'lost'
    await wait(delayInMs)
  }
}

interface FollowOptions extends WatchOptions {
  readonly lastEventId: string | null
  readonly onEventId: (id: string) => void
}

/** One connection: resolves when it is lost or the signal aborts, rejects when the server refuses it. */
function followOnce(
  api: Api,
  { signal, lastEventId, onEventId, onUpdate, onState }: FollowOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const show = (frame: UpdateFrame) => {
      if ('reset' in frame) onState('gap')
      for (const update of frame.updates) if (!signal.aborted) onUpdate(update)
    }
    const subscription = api.update.subscribe.subscribe(lastEventId === null ? {} : { lastEventId }, {
      onData(frame) {
        if ('id' in frame) onEventId(frame.id)
        show('data' in frame ? frame.data : frame)
      },
      onConnectionStateChange({ state, error }) {
        if (state === 'pending') onState('connected')
        if (state === 'connecting' && error) end(resolve)
      },
      onComplete: () => end(resolve),
      onError: (error) => end(() => reject(error)),
    })
    const end = (settle: () => void) => {
      signal.removeEventListener('abort', stop)
      queueMicrotask(() => subscription.unsubscribe()) // not from within its own callback
      settle()
    }
    const stop = () => end(resolve)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop)
  })
}
