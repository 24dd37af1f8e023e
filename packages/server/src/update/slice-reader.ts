import { type Achievement, type LedgerRow, rowToUpdates, type Update } from '@arena/core'
import type { Store, UserId } from '../store/store.ts'

/** What a user sees of a stretch of the ledger. */
export interface Slice {
  readonly updates: readonly Update[]
  /** Of the last row read; where the next slice goes on. */
  readonly seq: number
  /** More rows may follow at once. */
  readonly isFull: boolean
}

/** Slices of the ledger, read and told once for all subscribers who stand at the same place. */
export interface SliceReader {
  read(user: UserId, afterSeq: number): Promise<Slice>
  /** To be called when the ledger has grown, before those who wait are woken. */
  forgetPartial(): void
}

interface Options {
  readonly store: Pick<Store, 'readLedger'>
  readonly achievementById: ReadonlyMap<string, Achievement>
  readonly maxRows?: number
  readonly maxSlicesKept?: number
}

export function createSliceReader({
  store,
  achievementById,
  maxRows = 100,
  maxSlicesKept = 64,
}: Options): SliceReader {
  // full ones never change; partial ones are shared only while they are read
  const fullByPlace = new Map<string, Slice>()
  const readingByPlace = new Map<string, Promise<Slice>>()

  async function readSlice({ workspaceId, userId }: UserId, afterSeq: number): Promise<Slice> {
    const rows = await store.readLedger({ workspaceId, userId, afterSeq, limit: maxRows })
    return {
      updates: rows.flatMap((row: LedgerRow) => rowToUpdates(row, achievementById)),
      seq: rows.at(-1)?.seq ?? afterSeq,
      isFull: rows.length === maxRows,
    }
  }

  function keep(place: string, slice: Slice): void {
    fullByPlace.set(place, slice)
    for (const oldest of fullByPlace.keys()) {
      if (fullByPlace.size <= maxSlicesKept) break
      fullByPlace.delete(oldest)
    }
  }

  return {
    async read(user, afterSeq) {
      const place = JSON.stringify([user.workspaceId, user.userId, afterSeq])
      const known = fullByPlace.get(place) ?? readingByPlace.get(place)
      if (known) return known
      const reading = readSlice(user, afterSeq)
      readingByPlace.set(place, reading)
      try {
        const slice = await reading
        if (slice.isFull) keep(place, slice)
        return slice
      } finally {
        if (readingByPlace.get(place) === reading) readingByPlace.delete(place)
      }
    },
    forgetPartial() {
      readingByPlace.clear()
    },
  }
}
