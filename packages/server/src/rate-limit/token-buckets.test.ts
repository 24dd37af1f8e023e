import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTokenBuckets } from './token-buckets.ts'

function createBuckets({ perSecond = 2, burst = 10, maxHolders = 100 } = {}) {
  const time = { nowInMs: 0 }
  const policy = { perSecond, burst }
  return { time, buckets: createTokenBuckets({ policy, clock: () => time.nowInMs, maxHolders }) }
}

describe('token buckets', () => {
  it('give a burst, then what comes back in time', () => {
    const { time, buckets } = createBuckets()
    expect(buckets.waitInMs('a', 10)).toBe(0)
    expect(buckets.take('a', 10)).toEqual({ remaining: 0, fullInMs: 5000 })
    expect(buckets.waitInMs('a', 3)).toBe(1500)
    time.nowInMs = 1500
    expect(buckets.waitInMs('a', 3)).toBe(0)
    expect(buckets.take('a', 3)).toEqual({ remaining: 0, fullInMs: 5000 })
  })

  it('are one for each holder', () => {
    const { buckets } = createBuckets()
    buckets.take('a', 10)
    expect(buckets.waitInMs('b', 10)).toBe(0)
  })

  it('ask nobody to wait for more than a whole bucket', () => {
    const { time, buckets } = createBuckets()
    buckets.take('a', 10)
    expect(buckets.waitInMs('a', 1000)).toBe(5000)
    time.nowInMs = 5000
    expect(buckets.waitInMs('a', 1000)).toBe(0)
  })

  it('take no harm from a clock that goes back', () => {
    const { time, buckets } = createBuckets()
    time.nowInMs = 10_000
    buckets.take('a', 4)
    time.nowInMs = 0
    expect(buckets.take('a', 0).remaining).toBe(6)
    time.nowInMs = 1000
    expect(buckets.take('a', 0).remaining).toBe(8)
  })

  it('forget the holders with full buckets first, and hold no more than they may', () => {
    const { time, buckets } = createBuckets({ maxHolders: 3 })
    buckets.take('a', 10)
    time.nowInMs = 4000
    for (const holder of ['b', 'c']) buckets.take(holder, 10)
    time.nowInMs = 6000
    buckets.take('d', 1)
    expect(buckets.waitInMs('b', 10)).toBe(3000)
    buckets.take('e', 10)
    buckets.take('f', 10)
    expect(buckets.waitInMs('b', 10)).toBe(0)
  })

  it('never let more through than burst and rate allow', () => {
    const steps = fc.array(fc.record({ afterInMs: fc.nat(3000), count: fc.nat(12) }))
    fc.assert(
      fc.property(steps, (list) => {
        const { time, buckets } = createBuckets()
        let taken = 0
        for (const { afterInMs, count } of list) {
          time.nowInMs += afterInMs
          if (buckets.waitInMs('a', count) > 0) continue
          buckets.take('a', count)
          taken += Math.min(count, 10)
        }
        expect(taken).toBeLessThanOrEqual(10 + (2 * time.nowInMs) / 1000 + 1e-6)
      }),
    )
  })
})
