import { describe, expect, it } from 'vitest'
import { uuidV7 } from './uuid-v7.ts'

describe('uuidV7', () => {
  it('holds the time, the version and the variant', () => {
    const time = 0x0192_3456_789a
    expect(uuidV7(time, () => '0'.repeat(20))).toBe('01923456-789a-7000-8000-000000000000')
    expect(uuidV7(time, () => 'f'.repeat(20))).toBe('01923456-789a-7fff-bfff-ffffffffffff')
    expect(uuidV7(time, () => '0123456789abcdef0123')).toBe('01923456-789a-7123-8567-89abcdef0123')
  })

  it('never gives the same id twice', () => {
    const ids = new Set(Array.from({ length: 10_000 }, () => uuidV7(1)))
    expect(ids.size).toBe(10_000)
  })

  it('sorts by time', () => {
    expect(uuidV7(1_000) < uuidV7(1_001)).toBe(true)
  })
})
