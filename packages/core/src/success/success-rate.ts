import { betaQuantile } from './beta-distribution.ts'

/** Reports by outcome; those without a measured outcome are in no rate. */
export interface OutcomeCounts {
  readonly success: number
  readonly failure: number
  readonly unknown?: number
}

/** What is taken for granted before any report was seen: `strength` reports of which the share `mean` succeeded. */
export interface SuccessPrior {
  readonly mean: number
  readonly strength: number
}

export interface SuccessRate {
  /** Reports with a measured outcome. */
  readonly n: number
  /** `none` is not to be shown as a rate, `few` not to be ranked by, `range` not to be shown as one number. */
  readonly state: 'none' | 'few' | 'range' | 'rate'
  readonly observed: number | null
  readonly mean: number | null
  /** The 90 % range. */
  readonly low: number | null
  readonly high: number | null
  /** What lists are ordered by: four in five times the true rate is higher. */
  readonly rankScore: number | null
  readonly measuredShare: number | null
}

const fewest = 5
const widestRate = 0.25

/** How often something succeeds, as far as its counts tell; null where nothing was measured. */
export function successRate(counts: OutcomeCounts, prior: SuccessPrior): SuccessRate {
  const { success, failure, unknown = 0 } = counts
  const n = success + failure
  const measuredShare = n + unknown === 0 ? null : n / (n + unknown)
  if (n === 0) {
    const unmeasured = { observed: null, mean: null, low: null, high: null, rankScore: null }
    return { n, state: 'none', ...unmeasured, measuredShare }
  }
  const { a, b } = betaOf(counts, prior)
  const low = betaQuantile(a, b, 0.05)
  const high = betaQuantile(a, b, 0.95)
  return {
    n,
    state: n < fewest ? 'few' : high - low > widestRate ? 'range' : 'rate',
    observed: success / n,
    mean: a / (a + b),
    low,
    high,
    rankScore: successRankScore(counts, prior),
    measuredShare,
  }
}

/** The `rankScore` of `successRate` alone; null where nothing was measured. */
export function successRankScore(counts: OutcomeCounts, prior: SuccessPrior): number | null {
  if (counts.success + counts.failure === 0) return null
  const { a, b } = betaOf(counts, prior)
  return betaQuantile(a, b, 0.2)
}

function betaOf({ success, failure }: OutcomeCounts, { mean, strength }: SuccessPrior) {
  return { a: strength * mean + success, b: strength * (1 - mean) + failure }
}
