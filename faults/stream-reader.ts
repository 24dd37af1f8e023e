import { createArena } from '@arena/client'
import { WebSocket } from 'ws'

/** Reads the updates of one key's user, whatever happens to its connection. */
export interface StreamReader {
  /** The ledger rows that it was told of, in the order in which it was told. */
  readonly seqs: readonly number[]
  /** Resolves when it was told of this row or a later one. */
  hasSeen(seq: number): Promise<void>
  close(): Promise<void>
}

interface Place {
  readonly url: string
  readonly key: string
  readonly home: string
}

/** The client of this project, over server-sent events. */
export function readByClient({ url, key, home }: Place): StreamReader {
  const arena = createArena({ url, key, home, onWarning: () => undefined })
  const rows = createRows()
  const leaving = new AbortController()
  const reading = (async () => {
    for await (const update of arena.updates({ signal: leaving.signal })) {
      if (update.type === 'xp-gained' && update.reportId !== null) rows.add(update.seq)
    }
  })()
  return {
    ...rows,
    async close() {
      leaving.abort()
      await reading
      await arena.close()
    },
  }
}

/** A stock WebSocket client, which comes back at once; without `isResuming` it forgets what it has seen. */
export function readBySocket(
  { url, key }: Place,
  { isResuming = true }: { readonly isResuming?: boolean } = {},
): StreamReader {
  const rows = createRows()
  let isOver = false
  let last: string | null = null
  let socket = open()

  function open(): WebSocket {
    const address = new URL('/ws/notifications/me', url.replace(/^http/, 'ws'))
    if (last !== null && isResuming) address.searchParams.set('last_event_id', last)
    const opened = new WebSocket(address, { headers: { authorization: `Bearer ${key}` } })
    opened.on('error', () => undefined) // its close follows
    opened.on('close', () => {
      if (!isOver) setTimeout(() => (socket = open()), 20)
    })
    opened.on('message', (data) => {
      const message = JSON.parse(String(data))
      if (typeof message.id !== 'string') return
      last = message.id
      const [, seq] = /-(\d+)\.\d+$/.exec(message.id) ?? []
      if (message.type === 'xp_update' && message.data.report_id !== null) rows.add(Number(seq))
    })
    return opened
  }

  return {
    ...rows,
    async close() {
      isOver = true
      socket.terminate()
    },
  }
}

function createRows() {
  const seqs: number[] = []
  const waiting: { readonly seq: number; readonly resolve: () => void }[] = []
  return {
    seqs,
    add(seq: number) {
      seqs.push(seq)
      for (const each of waiting) if (seq >= each.seq) each.resolve()
    },
    hasSeen: (seq: number) =>
      new Promise<void>((resolve) => {
        if (seqs.some((seen) => seen >= seq)) resolve()
        else waiting.push({ seq, resolve })
      }),
  }
}
