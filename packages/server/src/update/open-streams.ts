import { ArenaError } from '@arena/core'

/** The streams that are open, counted in all and for each key. */
export interface OpenStreams {
  /** Throws `server-busy` when there are too many. The stream is over when its signal is aborted. */
  open(keyId: string, leaving: AbortSignal | undefined): AbortController
  readonly size: number
  readonly isClosed: boolean
  /** Ends them all and opens no more. */
  close(): void
}

export interface StreamLimits {
  readonly maxStreams: number
  readonly maxStreamsPerKey: number
}

const retryAfterInMs = 5000

export function createOpenStreams({ maxStreams, maxStreamsPerKey }: StreamLimits): OpenStreams {
  const streams = new Set<AbortController>()
  const countByKey = new Map<string, number>()
  let isClosed = false

  function refuse(message: string): never {
    throw new ArenaError('server-busy', message, { retryAfterInMs })
  }

  return {
    open(keyId, leaving) {
      if (isClosed || streams.size >= maxStreams) refuse('The server takes no more streams now.')
      const count = countByKey.get(keyId) ?? 0
      if (count >= maxStreamsPerKey) refuse(`The key has ${count} streams open, and may have no more.`)
      countByKey.set(keyId, count + 1)
      const stream = new AbortController()
      streams.add(stream)
      const leave = () => stream.abort()
      stream.signal.addEventListener('abort', () => {
        leaving?.removeEventListener('abort', leave)
        streams.delete(stream)
        const left = (countByKey.get(keyId) ?? 1) - 1
        if (left === 0) countByKey.delete(keyId)
        else countByKey.set(keyId, left)
      })
      if (leaving?.aborted) leave()
      else leaving?.addEventListener('abort', leave, { once: true })
      return stream
    },
    get size() {
      return streams.size
    },
    get isClosed() {
      return isClosed
    },
    close() {
      isClosed = true
      for (const stream of streams) stream.abort()
    },
  }
}
