import type { LedgerRow } from '@arena/core'
import { describe, expect, it } from 'vitest'
import type { LedgerSlice } from '../store/store.ts'
import { createSliceReader } from './slice-reader.ts'

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
          (_, index) => ({ isQuiet: true, seq: afterSeq + 1 + index }) as LedgerRow,
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
    const asked = [slices.read(user, 0), slices.read(user, 0), slices.read({ ...user, userId: 'u2' }, 0)]
    expect(reads.map(({ slice }) => slice.userId)).toEqual(['u1', 'u2'])
    for (const { finish } of reads) finish()
    expect((await Promise.all(asked)).map(({ seq, isFull }) => [seq, isFull])).toEqual(
      Array(3).fill([1, false]),
    )
  })

  it('keeps full slices, up to its limit, and reads partial ones again', async () => {
    const { reads, slices } = setUp(5)
    const read = async (afterSeq: number) => {
      const before = reads.length
      const reading = slices.read(user, afterSeq)
      reads[before]?.finish()
      await reading
      return reads.length - before
    }
    expect([await read(0), await read(0), await read(4), await read(4)]).toEqual([1, 0, 1, 1])
    expect([await read(2), await read(2), await read(0)]).toEqual([1, 0, 1])
  })

  it('shares no read from before the ledger grew', async () => {
    const { ledger, reads, slices } = setUp(0)
    const before = slices.read(user, 0)
    ledger.length = 1
    slices.forgetPartial()
    const after = slices.read(user, 0)
    for (const { finish } of reads) finish()
    expect([(await before).seq, (await after).seq]).toEqual([0, 1])
  })
})
