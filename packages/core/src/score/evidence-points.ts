import type { Report } from '../report.ts'
import type { Breakdown } from './breakdown.ts'
import { add, floor, multiply, type Rational, smaller, toRational, zero } from './rational.ts'
import type { Rules } from './rules.ts'

interface EvidencePoints {
  /** The sum of all evidence, rounded down once. */
  readonly points: number
  readonly evidence: Breakdown['evidence']
}

/** What the evidence adds: base x rate x min(improvementFactor or 1, limit) for each type. */
export function evidencePoints(report: Report, basePoints: number, rules: Rules): EvidencePoints {
  let sum: Rational = zero
  const evidence = (report.evidence ?? []).map(({ type, improvementFactor = 1, inferred }) => {
    const improvement = smaller(toRational(improvementFactor), toRational(rules.improvementFactorLimit))
    const worth = multiply(
      multiply(toRational(basePoints), toRational(rules.evidenceRates[type])),
      improvement,
    )
    sum = add(sum, worth)
    return { type, points: floor(worth), ...(inferred && { isInferred: inferred }) }
  })
  return { points: floor(sum), evidence }
}
