import { describe, expect, it } from 'vitest'
import { backoff } from './backoff.ts'

const highest = () => 1
const lowest = () => 0

describe('backoff', () => {
  it('doubles its ceiling from half a second to a minute', () => {
    const ceilings = [1, 2, 3, 7, 8, 9, 1000].map((failures) => backoff(failures, { random: highest }))
    expect(ceilings).toEqual([500, 1000, 2000, 32_000, 60_000, 60_000, 60_000])
  })

  it('may start at once, so that clients spread over the whole time', () => {
    expect(backoff(5, { random: lowest })).toBe(0)
  })

  it('waits at least as long as the server asks', () => {
    expect(backoff(1, { random: lowest, retryAfterInMs: 7_000 })).toBe(7_000)
    expect(backoff(1, { random: highest, retryAfterInMs: 7_000 })).toBe(7_500)
  })

  it('slows down for a server that always asks to be asked at once', () => {
    expect(backoff(9, { random: highest, retryAfterInMs: 0 })).toBe(60_000)
  })

  it('does not let a server silence it for more than an hour', () => {
    expect(backoff(1, { random: lowest, retryAfterInMs: 1e15 })).toBe(3_600_000)
    expect(backoff(1, { random: lowest, retryAfterInMs: -5 })).toBe(0)
  })
})
