import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRanking } from './ranking.ts'

describe('createRanking', () => {
  it('ranks like a naive count after any changes', () => {
    const change = fc.record({ id: fc.nat(30).map(String), xp: fc.integer({ min: -5, max: 40 }) })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        const ranking = createRanking()
        const xpById = new Map<string, number>()
        for (const { id, xp } of changes) {
          ranking.set(id, xp)
          xpById.set(id, xp)
        }
        expect(ranking.size).toBe(xpById.size)
        for (const [id, xp] of xpById) {
          expect(ranking.rankOf(id)).toBe([...xpById.values()].filter((other) => other > xp).length + 1)
          expect(ranking.xpOf(id)).toBe(xp)
        }
      }),
    )
  })

  it('gives no rank to a subject it does not hold', () => {
    expect(createRanking().rankOf('nobody')).toBeNull()
    expect(createRanking().xpOf('nobody')).toBeNull()
  })
})
