import { ArenaError } from '@arena/core'
import type { Clock } from '../deps.ts'
import { createTokenBuckets } from './token-buckets.ts'

/** Slows those who try keys, by the address they come from. */
export interface AttemptGuard {
  /** Throws `rate-limited` while too many attempts from the address have failed. */
  check(address: string): void
  countFailure(address: string): void
}

const failuresPerMinute = 60

export function createAttemptGuard(clock: Clock): AttemptGuard {
  const policy = { perSecond: failuresPerMinute / 60, burst: failuresPerMinute }
  const buckets = createTokenBuckets({ policy, clock })
  return {
    check(address) {
      const retryAfterInMs = buckets.waitInMs(address, 1)
      if (retryAfterInMs === 0) return
      throw new ArenaError(
        'rate-limited',
        'Too many calls with bad keys came from this address. Wait a little.',
        {
          retryAfterInMs,
        },
      )
    },
    countFailure: (address) => {
      buckets.take(address, 1)
    },
  }
}
