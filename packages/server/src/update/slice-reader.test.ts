import type { LedgerRow } from '@arena/core'
import { describe, expect, it } from 'vitest'
import type { LedgerSlice } from '../store/store.ts'
import { createSliceReader } from './slice-reader.ts'

const at = (seq: number) => ({ epoch: 'e', seq })
const user = { workspaceId: 'w1', userId: 'u1' }

/** A ledger of rows that tell nothing; a read finishes when the test says so. */
function setUp(length: number) {
  const ledger = { length }
  const reads: { readonly slice: LedgerSlice; finish(): void }[] = []
  const slices = createSliceReader({
    store: {
      readLedger: (slice) => {
        const { afterSeq, limit } = slice
        const count = Math.max(0, Math.min(limit, ledger.length - afterSeq))
        const rows = Array.from(
          { length: count },
          (_, index) => ({ isQuiet: true, kind: 'achievement', seq: afterSeq + 1 + index }) as LedgerRow,
        )
        return new Promise((resolve) => reads.push({ slice, finish: () => resolve(rows) }))
      },
    },
    achievementById: new Map(),
    maxRows: 2,
    maxSlicesKept: 1,
  })
  return { ledger, reads, slices }
}

describe('createSliceReader', () => {
  it('reads once for all who ask for the same place meanwhile, and apart for each user', async () => {
    const { reads, slices } = setUp(1)
    const asked = [
      slices.read(user, at(0)),
      slices.read(user, at(0)),
      slices.read({ ...user, userId: 'u2' }, at(0)),
    ]
    expect(reads.map(({ slice }) => slice.userId)).toEqual(['u1', 'u2'])
    for (const { finish } of reads) finish()
    expect((await Promise.all(asked)).map(({ seq, isFull }) => [seq, isFull])).toEqual(
      Array(3).fill([1, false]),
    )
  })

  it('keeps full slices, up to its limit, and partial ones until the ledger grows', async () => {
    const { reads, slices } = setUp(5)
    const read = async (afterSeq: number) => {
      const before = reads.length
      const reading = slices.read(user, at(afterSeq))
      reads[before]?.finish()
      await reading
      return reads.length - before
    }
    expect([await read(0), await read(0), await read(4), await read(4)]).toEqual([1, 0, 1, 0])
    slices.forgetPartial()
    expect([await read(0), await read(4)]).toEqual([0, 1])
    expect([await read(2), await read(2), await read(0)]).toEqual([1, 0, 1])
    slices.forgetAll()
    expect(await read(0)).toBe(1)
  })

  it('shares no read from before the ledger grew', async () => {
    const { ledger, reads, slices } = setUp(0)
    const before = slices.read(user, at(0))
    ledger.length = 1
    slices.forgetPartial()
    const after = slices.read(user, at(0))
    for (const { finish } of reads) finish()
    expect([(await before).seq, (await after).seq]).toEqual([0, 1])
  })

  it('leaves a report whose unlocks may be cut off to the next slice', async () => {
    const kinds = ['report', 'achievement', 'report', 'achievement', 'report'] as const
    const rows = kinds.map((kind, index) => ({ isQuiet: true, kind, seq: index + 1 }) as LedgerRow)
    const slices = createSliceReader({
      store: {
        readLedger: async ({ afterSeq, limit }) => rows.slice(afterSeq, afterSeq + limit),
      },
      achievementById: new Map(),
      maxRows: 3,
    })
    const ends: number[] = []
    for (let seq = 0; seq < rows.length; ) {
      seq = (await slices.read(user, at(seq))).seq
      ends.push(seq)
    }
    expect(ends).toEqual([2, 4, 5])
  })
})
