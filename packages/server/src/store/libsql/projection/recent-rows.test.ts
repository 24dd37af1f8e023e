import type { LedgerRow } from '@arena/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRecentRows } from './recent-rows.ts'

const row = (workspaceId: string, seq: number) => ({ workspaceId, seq }) as LedgerRow
const rows = (workspaceId: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => row(workspaceId, from + index))

describe('createRecentRows', () => {
  it('gives the rows after a seq, and null where the next one is not held', () => {
    const recent = createRecentRows()
    recent.add([...rows('a', 5, 9), ...rows('b', 1, 2)])
    expect(recent.take('a', 5, 3)).toEqual(rows('a', 6, 8))
    expect(recent.take('a', 4, 100)).toEqual(rows('a', 5, 9))
    expect(recent.take('a', 3, 100)).toBeNull()
    expect(recent.take('a', 9, 100)).toBeNull()
    expect(recent.take('b', 0, 100)).toEqual(rows('b', 1, 2))
    expect(recent.take('c', 0, 100)).toBeNull()
  })

  it('never gives rows with a gap, nor holds more than it may', () => {
    const step = fc.record({
      workspaceId: fc.constantFrom('a', 'b'),
      skipped: fc.constantFrom(0, 0, 0, 1),
      added: fc.nat(6),
      released: fc.nat(4),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const recent = createRecentRows({ maxRows: 12 })
        const head = { a: 0, b: 0 }
        const tail = { a: 0, b: 0 }
        for (const { workspaceId, skipped, added, released } of steps) {
          const id = workspaceId as 'a' | 'b'
          const from = head[id] + skipped + 1
          head[id] = from + added
          recent.add(rows(id, from, head[id]))
          tail[id] = Math.min(head[id], tail[id] + released)
          recent.release(id, tail[id])
          const held = (['a', 'b'] as const).map((each) => recent.take(each, tail[each], 1000))
          for (const [index, taken] of held.entries()) {
            const each = index === 0 ? 'a' : 'b'
            if (taken) expect(taken).toEqual(rows(each, tail[each] + 1, head[each]))
          }
          expect((held[0]?.length ?? 0) + (held[1]?.length ?? 0)).toBeLessThanOrEqual(12)
        }
      }),
    )
  })
})
