import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createXpCounts } from './xp-counts.ts'

describe('createXpCounts', () => {
  it('ranks like a naive count after any changes', () => {
    const change = fc.record({ id: fc.nat(30), xp: fc.integer({ min: -5, max: 40 }) })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        const counts = createXpCounts()
        const xpById = new Map<number, number>()
        for (const { id, xp } of changes) {
          const before = xpById.get(id)
          if (before !== undefined) counts.add(before, -1)
          counts.add(xp, 1)
          xpById.set(id, xp)
        }
        const xps = [...xpById.values()]
        expect([counts.subjects, counts.distinct]).toEqual([xps.length, new Set(xps).size])
        for (let xp = -6; xp <= 41; xp++) {
          const higher = xps.filter((other) => other > xp)
          expect(counts.rankOf(xp)).toBe(higher.length + 1)
          const next = Math.min(...higher)
          expect(counts.nextAbove(xp)).toEqual(
            higher.length === 0 ? null : { xp: next, count: higher.filter((other) => other === next).length },
          )
        }
      }),
    )
  })

  it('stays exact over many blocks', () => {
    const counts = createXpCounts()
    const count = 20_000
    const xps = Array.from({ length: count }, (_, index) => (index * 7919) % count)
    for (const xp of xps) counts.add(xp, 1)
    for (let index = 0; index < count; index += 2) {
      counts.add(xps[index] ?? 0, -1)
      xps[index] = (index * 31) % count
      counts.add(xps[index] ?? 0, 1)
    }
    for (let index = 0; index < count; index += 397) {
      const xp = xps[index] ?? 0
      const higher = xps.filter((other) => other > xp)
      expect(counts.above(xp)).toBe(higher.length)
      expect(counts.nextAbove(xp)?.xp ?? Number.POSITIVE_INFINITY).toBe(
        higher.reduce((least, other) => Math.min(least, other), Number.POSITIVE_INFINITY),
      )
    }
    expect(counts.subjects).toBe(count)
    for (const xp of xps) counts.add(xp, -1)
    expect([counts.subjects, counts.distinct, counts.above(-1)]).toEqual([0, 0, 0])
  })
})
