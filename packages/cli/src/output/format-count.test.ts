import { describe, expect, it } from 'vitest'
import { formatCount } from './format-count.ts'

describe('formatCount', () => {
  it('takes the plural for all but one', () => {
    expect(formatCount(0, 'run')).toBe('0 runs')
    expect(formatCount(1, 'run')).toBe('1 run')
    expect(formatCount(1200, 'entry', 'entries')).toBe('1,200 entries')
  })
})
