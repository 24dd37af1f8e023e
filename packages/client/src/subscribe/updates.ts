import type { Topic, Update } from '@arena/core'
import { AwaitedPromise } from '../report/awaited-promise.ts'
import { openUpdateStream, type UpdateSource, type UpdateStream } from './update-stream.ts'

export interface UpdatesOptions {
  /** What they are about: another member, a team, a project or a board. Default: the key's own user. */
  readonly topic?: Topic
  /** Ends the iteration. */
  readonly signal?: AbortSignal
  /** There is a gap: read the present state afresh. */
  readonly onReset?: () => void
}

type Waiting = (result: IteratorResult<Update, undefined>) => void

/** More than this many unread updates close the connection; it is opened again behind the last one when they are read. */
const maxUnread = 1_000
const longestTimerInMs = 2 ** 31 - 1

/** The updates from now on, one by one. A waiting `next()` keeps the process alive; nothing else does. */
export function iterateUpdates(
  source: UpdateSource,
  { topic, signal, onReset, onEnd }: UpdatesOptions & { readonly onEnd?: () => void } = {},
): AsyncIterableIterator<Update, undefined> {
  const unread: Update[] = []
  const waiting: Waiting[] = []
  let hold: NodeJS.Timeout | undefined
  let place: string | null = null
  let isOver = false
  let stream: UpdateStream | null = open()

  function open(): UpdateStream {
    return openUpdateStream(source, {
      topic: topic ?? null,
      lastEventId: place,
      onFrame(frame, id) {
        place = id ?? place
        if ('reset' in frame) callSafely(onReset)
        for (const update of frame.updates) {
          const next = waiting.shift()
          if (next === undefined) unread.push(update)
          else next({ done: false, value: update })
        }
        if (waiting.length === 0) releaseHold()
        if (unread.length <= maxUnread) return
        stream?.close()
        stream = null
      },
    })
  }

  function end(): void {
    if (isOver) return
    isOver = true
    stream?.close()
    releaseHold()
    signal?.removeEventListener('abort', end)
    for (const next of waiting.splice(0)) next({ done: true, value: undefined })
    onEnd?.()
  }

  function releaseHold(): void {
    clearInterval(hold)
    hold = undefined
  }

  if (signal?.aborted === true) end()
  else signal?.addEventListener('abort', end, { once: true })

  return {
    next() {
      const update = unread.shift()
      if (update !== undefined) return Promise.resolve({ done: false, value: update })
      if (isOver) return Promise.resolve({ done: true, value: undefined })
      stream ??= open()
      return AwaitedPromise.create<IteratorResult<Update, undefined>>(
        (resolve) => waiting.push(resolve),
        () => {
          if (waiting.length > 0) hold ??= setInterval(() => {}, longestTimerInMs)
        },
      )
    },
    return() {
      unread.length = 0
      end()
      return Promise.resolve({ done: true, value: undefined })
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

function callSafely(listener: (() => void) | undefined): void {
  try {
    listener?.()
  } catch {}
}
