import { describe, expect, it } from 'vitest'
import type { Achievement } from './achievement.ts'
import { checkCatalog } from './check-catalog.ts'

function entry(id: string, ...requires: readonly string[]): Achievement {
  return {
    id,
    name: id,
    description: id,
    category: 'milestone',
    rarity: 'common',
    icon: 'step',
    xpReward: 1,
    condition: { counter: 'reports', atLeast: 1 },
    requires,
  }
}

describe('checkCatalog', () => {
  it('finds nothing wrong with chains and diamonds', () => {
    expect(checkCatalog([entry('a'), entry('b', 'a'), entry('c', 'a'), entry('d', 'b', 'c')])).toEqual([])
  })

  it('shows a circle as a path', () => {
    expect(checkCatalog([entry('a', 'c'), entry('b', 'a'), entry('c', 'b')])).toEqual([
      'a > c > b > a is a circle',
    ])
  })

  it('finds an entry that requires itself', () => {
    expect(checkCatalog([entry('a', 'a')])).toEqual(['a > a is a circle'])
  })

  it('names a requirement that does not exist', () => {
    expect(checkCatalog([entry('a', 'z')])).toEqual(['a requires z, which does not exist'])
  })

  it('names an id that is listed twice', () => {
    expect(checkCatalog([entry('a'), entry('a')])).toEqual(['a is listed twice'])
  })
})
