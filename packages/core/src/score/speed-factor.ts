import { divide, isAtMost, larger, multiply, one, type Rational, subtract, toRational } from './rational.ts'
import type { Rules } from './rules.ts'

/**
 * How a duration compares with the expected one, both in milliseconds.
 * Beyond the expected duration e, d costs 0.2 for each further e, down to 0.8: max(.8, 1 - .2 (d - e) / e).
 */
export function speedFactor(durationInMs: number | undefined, expectedInMs: number, rules: Rules): Rational {
  if (durationInMs === undefined || durationInMs === 0) return one
  const ratio = divide(toRational(durationInMs), toRational(expectedInMs))
  const step = rules.speedSteps.find(({ bound }) => isAtMost(ratio, toRational(bound)))
  if (step) return toRational(step.factor)
  const loss = multiply(toRational(rules.slowness.lossPerExpectedDuration), subtract(ratio, one))
  return larger(toRational(rules.slowness.leastFactor), subtract(one, loss))
}
