import { logBeta } from './beta-distribution.ts'
import type { OutcomeCounts, SuccessPrior } from './success-rate.ts'

const strengths = [2, 4, 8, 16, 32, 64] as const
const fewest = 20
const doubt = 2

/** The prior of a workspace from the counts of all its agents: the weakest that they do not speak against. */
export function successPrior(counts: readonly OutcomeCounts[]): SuccessPrior {
  const measured = counts.filter(({ success, failure }) => success + failure > 0)
  if (measured.length < fewest) return { mean: equalisedMean(measured, 2), strength: 2 }
  const successes = measured.reduce((sum, { success }) => sum + success, 0)
  const reports = measured.reduce((sum, { success, failure }) => sum + success + failure, 0)
  let mean = (successes + 1) / (reports + 2)
  let strength = 2
  for (let round = 0; round < 2; round++) {
    strength = weakestStrength(measured, mean)
    mean = equalisedMean(measured, strength)
  }
  return { mean, strength }
}

/** The mean in which every agent weighs at most 1, so that a busy one does not own it. */
function equalisedMean(counts: readonly OutcomeCounts[], strength: number): number {
  let weighted = 0
  let weights = 0
  for (const { success, failure } of counts) {
    const n = success + failure
    const weight = n / (n + strength)
    weighted += (weight * success) / n
    weights += weight
  }
  return (weighted + 0.5) / (weights + 1)
}

function weakestStrength(counts: readonly OutcomeCounts[], mean: number): number {
  const likelihoods = strengths.map((strength) => {
    const a = strength * mean
    const b = strength * (1 - mean)
    const scale = logBeta(a, b)
    const sum = counts.reduce(
      (total, { success, failure }) => total + logBeta(a + success, b + failure) - scale,
      0,
    )
    return sum - 0.5 * Math.log(strength / 8) ** 2
  })
  const best = Math.max(...likelihoods)
  return strengths.find((_, index) => (likelihoods[index] ?? 0) >= best - doubt) ?? 2
}
