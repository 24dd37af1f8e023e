import { describe, expect, it } from 'vitest'
import { formatErasure } from './format-erasure.ts'

describe('formatErasure', () => {
  it('tells what is gone in counts, and the new name', () => {
    const names = { agents: 1, keys: 2, name: 'erased-4a5b6c7d8e9f' }
    const [texts, named, copies] = formatErasure({ reports: 1234, names })
    expect(texts).toBe('Erased the texts of 1,234 reports. The ledger and its XP stay.')
    expect(named).toContain('now erased-4a5b6c7d8e9f, those of 2 keys, and what was said of 1 agent')
    expect(copies).toContain('Backups')
  })

  it('speaks of no names where they were kept', () => {
    expect(formatErasure({ reports: 1, names: null })).toHaveLength(2)
  })
})
