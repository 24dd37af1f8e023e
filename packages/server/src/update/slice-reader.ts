import { type Achievement, type LedgerRow, rowToUpdates } from '@arena/core'
import { tracked } from '@trpc/server'
import type { Store } from '../store/store.ts'
import type { Frame } from './frame.ts'
import { sliceKey, type TopicSlice } from './topic-slice.ts'
import { formatUpdateId } from './update-id.ts'

/** What a topic tells of a stretch of the ledger. */
export interface Slice {
  /** One object for all who read the slice, so that it is encoded once. Null when there is nothing to tell. */
  readonly frame: Frame | null
  /** Of the last row read; where the next slice goes on. */
  readonly seq: number
  /** More rows may follow at once. */
  readonly isFull: boolean
}

interface Place {
  readonly epoch: string
  readonly seq: number
}

/** Slices of the ledger, read and told once for all subscribers who stand at the same place of a topic. */
export interface SliceReader {
  read(topic: TopicSlice, after: Place): Promise<Slice>
  /** To be called when the ledger has grown, before those who wait are woken. */
  forgetPartial(): void
  /** To be called when what may be read has changed. */
  forgetAll(): void
}

interface Options {
  readonly store: Pick<Store, 'readLedger'>
  readonly achievementById: ReadonlyMap<string, Achievement>
  /** Enough for a report with all that it can unlock. */
  readonly maxRows?: number
  readonly maxSlicesKept?: number
}

export function createSliceReader({
  store,
  achievementById,
  maxRows = 100,
  maxSlicesKept = 64,
}: Options): SliceReader {
  const fullByPlace = new Map<string, Slice>()
  const partialByPlace = new Map<string, Promise<Slice>>()
  let generation = 0

  async function readSlice(topic: TopicSlice, { epoch, seq: afterSeq }: Place): Promise<Slice> {
    const rows = await store.readLedger({ ...topic, afterSeq, limit: maxRows })
    const isFull = rows.length === maxRows
    const told = isFull ? cutAtReport(rows) : rows
    const updates = told.flatMap((row) => rowToUpdates(row, achievementById))
    const seq = told.at(-1)?.seq ?? afterSeq
    return {
      frame: updates.length > 0 ? tracked(formatUpdateId({ epoch, seq }), { updates }) : null,
      seq,
      isFull,
    }
  }

  function keep(place: string, slice: Slice): void {
    fullByPlace.set(place, slice)
    for (const oldest of fullByPlace.keys()) {
      if (fullByPlace.size <= maxSlicesKept) break
      fullByPlace.delete(oldest)
    }
  }

  function forget(place: string, reading: Promise<Slice>): void {
    if (partialByPlace.get(place) === reading) partialByPlace.delete(place)
  }

  return {
    async read(topic, after) {
      const place = `${sliceKey(topic)} ${formatUpdateId(after)}`
      const known = fullByPlace.get(place) ?? partialByPlace.get(place)
      if (known) return known
      const asked = generation
      const reading = readSlice(topic, after)
      partialByPlace.set(place, reading)
      try {
        const slice = await reading
        if (slice.isFull) forget(place, reading)
        if (slice.isFull && asked === generation) keep(place, slice)
        return slice
      } catch (error) {
        forget(place, reading)
        throw error
      }
    },
    forgetPartial() {
      partialByPlace.clear()
    },
    forgetAll() {
      generation++
      partialByPlace.clear()
      fullByPlace.clear()
    },
  }
}

/** Leaves a last report, whose unlocks may not all be among the rows, to the next slice. */
function cutAtReport(rows: readonly LedgerRow[]): readonly LedgerRow[] {
  const last = rows.findLastIndex(({ kind }) => kind !== 'achievement')
  return last > 0 ? rows.slice(0, last) : rows
}
