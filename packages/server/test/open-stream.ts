export interface StreamEvent {
  readonly event: string
  readonly id: string | null
  // biome-ignore lint/suspicious/noExplicitAny: tests look at frames as they come over the wire
  readonly data: any
}

export interface TestStream extends AsyncDisposable {
  readonly status: number
  /** The next event that is no ping; null when the stream has ended. */
  next(): Promise<StreamEvent | null>
  /** The next `count` frames with updates, ids in order. */
  frames(count: number): Promise<readonly StreamEvent[]>
}

interface StreamOptions {
  readonly url: string
  readonly key: string
  readonly lastEventId?: string
}

/** Subscribes over a real connection and has read the first event, `connected`, when it resolves. */
export async function openStream({ url, key, lastEventId }: StreamOptions): Promise<TestStream> {
  const leaving = new AbortController()
  const response = await fetch(`${url}/trpc/update.subscribe?input=%7B%7D`, {
    headers: {
      accept: 'text/event-stream',
      authorization: `Bearer ${key}`,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
    signal: leaving.signal,
  })
  const events = readEvents(response)
  const next = async () => {
    for (;;) {
      const { value, done } = await events.next()
      if (done) return null
      if (value.event !== 'ping' && value.event !== 'restore-id') return value
    }
  }
  const connected = await next()
  if (connected?.event !== 'connected') throw new Error(`the stream began with ${connected?.event}`)
  return {
    status: response.status,
    next,
    async frames(count) {
      const frames: StreamEvent[] = []
      while (frames.length < count) {
        const event = await next()
        if (event?.event !== 'message') throw new Error(`the stream ended: ${JSON.stringify(event)}`)
        if (event.data.updates.length > 0) frames.push(event)
      }
      return frames
    },
    async [Symbol.asyncDispose]() {
      leaving.abort()
    },
  }
}

async function* readEvents(response: Response): AsyncGenerator<StreamEvent, void> {
  if (!response.body) return
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true })
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      yield parseEvent(text.slice(0, end))
      text = text.slice(end + 2)
    }
  }
}

function parseEvent(block: string): StreamEvent {
  const field = (name: string) =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim()
  const data = field('data')
  return { event: field('event') ?? 'message', id: field('id') ?? null, data: data ? JSON.parse(data) : null }
}
