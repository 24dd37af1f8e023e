import { describe, expect, it } from 'vitest'
import { achievementCatalog } from './achievement-catalog.ts'
import { findChain } from './find-chain.ts'

describe('findChain', () => {
  it('gives what comes before and after, in order', () => {
    expect(findChain(achievementCatalog, 'agent-explorer')).toEqual({
      before: ['first-steps'],
      after: ['agent-whisperer'],
    })
    expect(findChain(achievementCatalog, 'thousandfold')).toEqual({
      before: ['first-steps', 'getting-going', 'centurion'],
      after: [],
    })
  })

  it('lets every other entry follow the first', () => {
    const { before, after } = findChain(achievementCatalog, 'first-steps')
    expect(before).toEqual([])
    expect(after).toEqual(achievementCatalog.slice(1).map(({ id }) => id))
  })
})
