import { describe, expect, it } from 'vitest'
import { pseudonymOf } from './pseudonym-of.ts'

const userId = '018f3c1e-7b5a-7c3d-9e2f-4A5B6C7D8E9F'

describe('pseudonymOf', () => {
  it('is the same each time', () => {
    expect(pseudonymOf(userId, ['ada'])).toBe('erased-4a5b6c7d8e9f')
  })

  it('evades a name that somebody else has, in whichever spelling', () => {
    const taken = ['ERASED-4a5b6c7d8e9f', 'erased-4a5b6c7d8e9f-2']
    expect(pseudonymOf(userId, taken)).toBe('erased-4a5b6c7d8e9f-3')
  })
})
