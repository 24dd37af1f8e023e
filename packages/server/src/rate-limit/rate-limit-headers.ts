import type { QuotaState } from './rate-limits.ts'

/** The fields of draft-ietf-httpapi-ratelimit-headers for the quotas that a request used; none without a use. */
export function rateLimitHeaders(states: readonly QuotaState[]): Record<string, string> {
  if (states.length === 0) return {}
  return {
    'ratelimit-policy': states.map(policyItem).join(', '),
    ratelimit: states.map(stateItem).join(', '),
  }
}

function policyItem({ quota, policy: { burst, perSecond } }: QuotaState): string {
  return `"${quota}";q=${Math.floor(burst)};w=${Math.ceil(burst / perSecond)}`
}

function stateItem({ quota, remaining, fullInMs }: QuotaState): string {
  return `"${quota}";r=${remaining};t=${Math.ceil(fullInMs / 1000)}`
}
