import { WebSocket } from 'ws'

export interface TestMessage {
  readonly type: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look at messages as they come over the wire
  readonly data: any
  readonly timestamp: string
  readonly id?: string
  readonly team_id?: string
}

export interface TestSocket extends AsyncDisposable {
  readonly socket: WebSocket
  /** Code and reason of the close. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
  /** The next message; of one of these types where given, and others are passed over. Rejects when it is closed before. */
  next(...types: readonly string[]): Promise<TestMessage>
  send(message: unknown): void
}

/** A stock WebSocket client over a real connection. */
export function openSocket(
  url: string,
  options: { readonly headers?: Record<string, string>; readonly autoPong?: boolean } = {},
): TestSocket {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), options)
  const unread: TestMessage[] = []
  let wake = () => {}
  let end: { readonly code: number; readonly reason: string } | null = null
  socket.on('message', (data) => {
    unread.push(JSON.parse(String(data)))
    wake()
  })
  socket.on('error', () => undefined)
  const closed = new Promise<{ readonly code: number; readonly reason: string }>((resolve) => {
    socket.on('close', (code, reason) => {
      end = { code, reason: String(reason) }
      wake()
      resolve(end)
    })
  })
  return {
    socket,
    closed,
    async next(...types) {
      for (;;) {
        const message = unread.shift()
        if (message && (types.length === 0 || types.includes(message.type))) return message
        if (message) continue
        if (end) throw new Error(`closed with ${end.code} ${end.reason}`)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async [Symbol.asyncDispose]() {
      socket.terminate()
    },
  }
}
