import { describe, expect, it } from 'vitest'
import { formatSuccess } from './format-success.ts'

describe('formatSuccess', () => {
  it('counts successes among what was measured', () => {
    expect(formatSuccess({ successes: 24, failures: 6 })).toBe('24 of 30')
    expect(formatSuccess({ successes: 0, failures: 1200 })).toBe('0 of 1,200')
  })

  it('says when nothing was measured', () => {
    expect(formatSuccess({ successes: 0, failures: 0 })).toBe('not measured')
  })
})
