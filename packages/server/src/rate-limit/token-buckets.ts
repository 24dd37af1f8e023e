import type { Clock } from '../deps.ts'

export interface BucketPolicy {
  /** Tokens that come back in a second. */
  readonly perSecond: number
  /** Tokens of a full bucket. */
  readonly burst: number
}

export interface BucketState {
  /** Whole tokens left. */
  readonly remaining: number
  /** Until the bucket is full again. */
  readonly fullInMs: number
}

/** A bucket of tokens per holder. What no holder has used for long is full, and forgotten. */
export interface TokenBuckets {
  readonly policy: BucketPolicy
  /** How long until `count` tokens, or a whole bucket if that is less, are there; 0 when they are. */
  waitInMs(holder: string, count: number): number
  /** Takes tokens that are there; what is missing is not owed. */
  take(holder: string, count: number): BucketState
}

interface Bucket {
  tokens: number
  atInMs: number
}

export function createTokenBuckets({
  policy,
  clock,
  maxHolders = 10_000,
}: {
  readonly policy: BucketPolicy
  readonly clock: Clock
  readonly maxHolders?: number
}): TokenBuckets {
  const { perSecond, burst } = policy
  const bucketByHolder = new Map<string, Bucket>()

  function tokensNow({ tokens, atInMs }: Bucket, nowInMs: number): number {
    return Math.min(burst, tokens + (Math.max(0, nowInMs - atInMs) * perSecond) / 1000)
  }

  function refill(holder: string): Bucket {
    const nowInMs = clock()
    const known = bucketByHolder.get(holder)
    const bucket = { tokens: known ? tokensNow(known, nowInMs) : burst, atInMs: nowInMs }
    if (!known && bucketByHolder.size >= maxHolders) forget(nowInMs)
    bucketByHolder.set(holder, bucket)
    return bucket
  }

  function forget(nowInMs: number): void {
    for (const [holder, bucket] of bucketByHolder) {
      if (tokensNow(bucket, nowInMs) >= burst) bucketByHolder.delete(holder)
    }
    for (const holder of bucketByHolder.keys()) {
      if (bucketByHolder.size < maxHolders) break
      bucketByHolder.delete(holder)
    }
  }

  const inMs = (tokens: number) => Math.ceil((tokens * 1000) / perSecond)

  return {
    policy,
    waitInMs(holder, count) {
      return inMs(Math.max(0, Math.min(count, burst) - refill(holder).tokens))
    },
    take(holder, count) {
      const bucket = refill(holder)
      bucket.tokens = Math.max(0, bucket.tokens - count)
      return { remaining: Math.floor(bucket.tokens), fullInMs: inMs(burst - bucket.tokens) }
    },
  }
}
