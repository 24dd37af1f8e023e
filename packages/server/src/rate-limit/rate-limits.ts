import { ArenaError, maxReportsInBatch } from '@arena/core'
import type { Clock } from '../deps.ts'
import { type BucketPolicy, createTokenBuckets, type TokenBuckets } from './token-buckets.ts'

/** Backdated reports have a quota of their own, so that a history read in holds up no present work. */
export const quotas = ['reports', 'backdated', 'requests'] as const
export type Quota = (typeof quotas)[number]

/** Per key and second; 0 sets no limit. */
export type RateSettings = Readonly<Record<Quota, number>>

export const noRates: RateSettings = { reports: 0, backdated: 0, requests: 0 }

/** What a call uses of a quota. */
export interface QuotaUse {
  readonly quota: Quota
  readonly count: number
}

export interface QuotaState {
  readonly quota: Quota
  readonly policy: BucketPolicy
  readonly remaining: number
  readonly fullInMs: number
}

export interface RateLimits {
  /** The limits as one HTTP request meets them, which may hold several calls. */
  ofRequest(): RequestLimits
}

export interface RequestLimits {
  /** Takes all of the uses, or throws `rate-limited` and takes none. */
  take(keyId: string, uses: readonly QuotaUse[]): void
  /** The quotas used or found short, as they are now. */
  states(): readonly QuotaState[]
}

/** For what was counted before, when it was received. */
export const noLimits: RequestLimits = { take: () => undefined, states: () => [] }

/** How long a full bucket lasts beyond the steady rate. */
const burstInSeconds = 10

export function createRateLimits(settings: RateSettings, clock: Clock): RateLimits {
  const bucketsByQuota = new Map<Quota, TokenBuckets>()
  for (const quota of quotas) {
    const perSecond = settings[quota]
    if (perSecond === 0) continue
    const policy = { perSecond, burst: Math.max(maxReportsInBatch, perSecond * burstInSeconds) }
    bucketsByQuota.set(quota, createTokenBuckets({ policy, clock }))
  }

  return {
    ofRequest() {
      const stateByQuota = new Map<Quota, QuotaState>()
      return {
        take(keyId, uses) {
          const limited = uses.flatMap(({ quota, count }) => {
            const buckets = bucketsByQuota.get(quota)
            return buckets && count > 0 ? [{ quota, count, buckets }] : []
          })
          const waits = limited.map(({ count, buckets }) => buckets.waitInMs(keyId, count))
          const waitInMs = Math.max(0, ...waits)
          for (const { quota, count, buckets } of limited) {
            const state = buckets.take(keyId, waitInMs === 0 ? count : 0)
            stateByQuota.set(quota, { quota, policy: buckets.policy, ...state })
          }
          const short = limited[waits.indexOf(waitInMs)]
          if (waitInMs > 0 && short) throw rateLimited(short.quota, waitInMs)
        },
        states: () => [...stateByQuota.values()],
      }
    },
  }
}

const nounByQuota = {
  reports: 'reports',
  backdated: 'reports of more than 30 days ago',
  requests: 'requests',
} as const satisfies Record<Quota, string>

function rateLimited(quota: Quota, retryAfterInMs: number): ArenaError {
  return new ArenaError('rate-limited', `This key has sent too many ${nounByQuota[quota]}. Wait a little.`, {
    retryAfterInMs,
  })
}
