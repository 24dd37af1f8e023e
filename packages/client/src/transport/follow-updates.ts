import { errorCodes, type UpdateFrame } from '@arena/core'
import { createEventReader, type StreamEvent } from './event-reader.ts'
import type { HttpFetch } from './http-fetch.ts'
import { readFailure } from './read-failure.ts'
import type { Server, SubscribeOptions } from './transport.ts'

/**
 * Follows `update.subscribe` in the wire format of tRPC's subscriptions. By tRPC's own client an update would cost
 * twice as much: it has two web streams and a generator on the way, and holds each frame until the next has come.
 */
export function followUpdates(
  { url, key }: Server,
  { topic, lastEventId, listener }: SubscribeOptions,
  fetch: HttpFetch,
): () => void {
  const stop = new AbortController()

  function lose(refusal: string | null = null): void {
    if (stop.signal.aborted) return
    stop.abort()
    listener.onLost({ refusal })
  }

  function hear({ type, data, id }: StreamEvent): void {
    if (stop.signal.aborted) return
    if (type === 'message') {
      const frame = readJson(data) as UpdateFrame | null
      if (Array.isArray(frame?.updates)) listener.onFrame(frame, id)
      else lose() // not a frame of Arena
    } else if (type === 'connected') listener.onOpen()
    else if (type === 'serialized-error') lose(refusalOf(readJson(data)))
    else if (type === 'return') lose()
  }

  async function follow(): Promise<void> {
    const input = { ...(topic && { topic }), ...(lastEventId !== null && { lastEventId }) }
    const target = `${url}/trpc/update.subscribe?input=${encodeURIComponent(JSON.stringify(input))}`
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${key}` }
    const { status, headers: answered, stream } = await fetch(target, { headers, signal: stop.signal })
    if (status !== 200) return lose(status === 401 || status === 403 ? `HTTP ${status}` : null)
    if (answered.get('content-type')?.startsWith('text/event-stream') !== true) return lose()
    stream.on('error', () => lose())
    stream.on('close', () => lose())
    stream.setEncoding('utf8').on('data', createEventReader(hear))
  }

  follow().catch(() => lose())
  return () => stop.abort()
}

/** What the server said when it gives these updates to this key neither now nor later; else null. */
function refusalOf(error: unknown): string | null {
  const { code, message } = readFailure(error, Date.now())
  return code !== null && errorCodes[code]?.isRetryable === false ? message : null
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
