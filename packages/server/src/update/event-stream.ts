import type { ServerResponse } from 'node:http'
import { encodeFrame } from './encode-frame.ts'
import type { Frame } from './frame.ts'

/** Writes frames to a response in the wire format of tRPC's subscriptions. */
export interface EventStream {
  /** Sends all of them and ends. Waits for a reader who is slow, and holds one frame for him meanwhile. */
  send(frames: AsyncIterable<Frame, void>): Promise<void>
  /** Ends with an error, of which the reader is told. */
  fail(error: unknown): void
}

export interface EventStreamOptions {
  /** Where the reader stands; an event without an id gives it back to him. */
  readonly lastEventId: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly pingIntervalInMs: number
  /** Told to the reader, who comes back after this long a silence. */
  readonly reconnectAfterInactivityMs: number
  /** A reader who takes nothing for this long is cut off. */
  readonly drainTimeoutInMs: number
}

const ping = Buffer.from('event: ping\ndata: \n\n')
const streamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  vary: 'trpc-accept, accept',
}

export function openEventStream(outgoing: ServerResponse, options: EventStreamOptions): EventStream {
  const { headers, pingIntervalInMs, reconnectAfterInactivityMs, drainTimeoutInMs } = options
  let { lastEventId } = options
  outgoing.writeHead(200, { ...headers, ...streamHeaders })
  outgoing.write(`event: connected\ndata: ${JSON.stringify({ reconnectAfterInactivityMs })}\n\n`)
  const pings = setInterval(() => {
    if (!outgoing.writableNeedDrain) outgoing.write(ping)
  }, pingIntervalInMs).unref()
  outgoing.once('close', () => clearInterval(pings))

  function drained(): Promise<void> {
    return new Promise((resolve) => {
      const settle = () => {
        clearTimeout(timer)
        outgoing.off('drain', settle)
        outgoing.off('close', settle)
        resolve()
      }
      const timer = setTimeout(() => outgoing.destroy(), drainTimeoutInMs).unref()
      outgoing.once('drain', settle)
      outgoing.once('close', settle)
    })
  }

  return {
    async send(frames) {
      for await (const frame of frames) {
        const { bytes, id } = encodeFrame(frame)
        outgoing.write(bytes)
        if (id !== null) lastEventId = id
        else if (lastEventId !== null) outgoing.write(`event: restore-id\ndata: \nid: ${lastEventId}\n\n`)
        if (outgoing.writableNeedDrain) await drained()
      }
      outgoing.end('event: return\ndata: \n\n')
    },
    fail(error) {
      outgoing.end(`event: serialized-error\ndata: ${JSON.stringify(error)}\n\n`)
    },
  }
}
