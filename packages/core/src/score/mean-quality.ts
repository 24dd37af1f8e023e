import type { Report } from '../report.ts'
import { add, divide, type Rational, toRational, zero } from './rational.ts'

/** The exact mean of the quality scores given, or null when none was. */
export function meanQuality(quality: Report['quality']): Rational | null {
  const scores = [quality?.response, quality?.satisfaction, quality?.code].filter(
    (score) => score !== undefined,
  )
  if (scores.length === 0) return null
  const sum = scores.map(toRational).reduce(add, zero)
  return divide(sum, toRational(scores.length))
}
