import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRanking } from './ranking.ts'

describe('createRanking', () => {
  it('ranks like a naive sort after any changes', () => {
    const change = fc.record({ id: fc.nat(30).map(String), xp: fc.integer({ min: -5, max: 40 }) })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        const ranking = createRanking()
        const xpById = new Map<string, number>()
        changes.forEach(({ id, xp }, seq) => {
          ranking.set(id, xp, seq)
          xpById.set(id, xp)
        })
        expect(ranking.size).toBe(xpById.size)
        for (const [id, xp] of xpById) {
          expect(ranking.rankOf(id)).toBe([...xpById.values()].filter((other) => other > xp).length + 1)
          expect(ranking.xpOf(id)).toBe(xp)
        }
      }),
    )
  })

  it('stays exact over many blocks', () => {
    const ranking = createRanking()
    const count = 5000
    for (let index = 0; index < count; index++) ranking.set(`a${index}`, (index * 7919) % count, index)
    for (let index = 0; index < count; index += 2)
      ranking.set(`a${index}`, (index * 31) % count, count + index)
    const xps = Array.from({ length: count }, (_, index) =>
      index % 2 === 0 ? (index * 31) % count : (index * 7919) % count,
    )
    for (let index = 0; index < count; index += 97) {
      const xp = xps[index] ?? 0
      expect(ranking.rankOf(`a${index}`)).toBe(xps.filter((other) => other > xp).length + 1)
    }
  })

  it('gives no rank to a subject it does not hold', () => {
    expect(createRanking().rankOf('nobody')).toBeNull()
    expect(createRanking().xpOf('nobody')).toBeNull()
  })
})
