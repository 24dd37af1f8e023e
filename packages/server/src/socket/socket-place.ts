import { formatUpdateId, parseUpdateId } from '../update/update-id.ts'

/** A place between two messages: `count` messages of what began at row `seq` have been seen. */
export interface SocketPlace {
  readonly epoch: string
  readonly seq: number
  readonly count: number
}

/** `<epoch>-<seq>.<count>` */
export function formatPlace({ epoch, seq, count }: SocketPlace): string {
  return `${formatUpdateId({ epoch, seq })}.${count}`
}

/** Where a feed has to start for a place, and how many messages of its first row were seen before. */
export interface SocketStart {
  /** As the feed understands it. */
  readonly lastEventId: string | null
  readonly seen: Pick<SocketPlace, 'seq' | 'count'> | null
}

/** Reads an id of a message, or one of an event stream. */
export function readPlace(id: string | null): SocketStart {
  const [, before, count] = /^(.+)\.(\d{1,4})$/s.exec(id ?? '') ?? []
  const place = before === undefined ? null : parseUpdateId(before)
  if (!place || place.seq === 0) return { lastEventId: id, seen: null }
  const { epoch, seq } = place
  return { lastEventId: formatUpdateId({ epoch, seq: seq - 1 }), seen: { seq, count: Number(count) } }
}
