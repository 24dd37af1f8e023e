import type { Complexity, Report } from '../report.ts'
import type { Breakdown, Clamp } from './breakdown.ts'
import { evidencePoints } from './evidence-points.ts'
import { meanQuality } from './mean-quality.ts'
import {
  floor,
  isAtMost,
  larger,
  multiply,
  one,
  type Rational,
  smaller,
  toNumber,
  toRational,
} from './rational.ts'
import type { Rules } from './rules.ts'
import { speedFactor } from './speed-factor.ts'

export interface Score {
  /** A whole number, never negative. */
  readonly xp: number
  readonly breakdown: Breakdown
}

export interface ScoreContext {
  /** Days in a row that end on the report's own day. */
  readonly streakDays: number
  readonly rules: Rules
}

/**
 * XP = floor(base x complexity x quality x speed x custom x streak x outcome) + bonus + floor(evidence),
 * in exact arithmetic. Unless the outcome is success, only complexity may count above 1 and nothing is added.
 */
export function scoreReport(report: Report, { streakDays, rules }: ScoreContext): Score {
  const isSuccess = report.outcome === 'success'
  const clamped: Clamp[] = []
  const hold = (field: Clamp['field'], stated: number, limit: number) => {
    if (stated > limit) clamped.push({ field, stated, counted: limit })
    return Math.min(stated, limit)
  }

  const basePoints = hold(
    'basePoints',
    report.basePoints ?? rules.basePointsByAction[report.action],
    rules.limits.basePoints,
  )
  const complexity = report.task?.complexity ?? report.task?.complexityInferred ?? null
  const isComplexityInferred = complexity !== null && report.task?.complexity === undefined
  const complexityFactor = complexityWorth(complexity, isComplexityInferred)
  const quality = meanQuality(report.quality)
  const expectedDurationInMs = rules.expectedDurationInMs[complexity ?? 'unstated']

  const factors = {
    complexity: toRational(complexityFactor),
    quality: atMostOneUnlessSuccess(qualityWorth(quality)),
    speed: atMostOneUnlessSuccess(speedFactor(report.durationInMs, expectedDurationInMs, rules)),
    custom: atMostOneUnlessSuccess(customWorth()),
    streak: atMostOneUnlessSuccess(
      toRational(rules.streakSteps.find(({ bound }) => streakDays >= bound)?.factor ?? 1),
    ),
    outcome: toRational(rules.outcomeFactors[report.outcome]),
  }
  const bonusPoints = isSuccess ? hold('bonusPoints', report.bonusPoints ?? 0, rules.limits.bonusPoints) : 0
  const { points, evidence } = isSuccess
    ? evidencePoints(report, basePoints, rules)
    : { points: 0, evidence: [] }
  const product = Object.values(factors).reduce(multiply, toRational(basePoints))

  return {
    xp: floor(product) + bonusPoints + points,
    breakdown: {
      basePoints,
      factors: {
        complexity: toNumber(factors.complexity),
        quality: toNumber(factors.quality),
        speed: toNumber(factors.speed),
        custom: toNumber(factors.custom),
        streak: toNumber(factors.streak),
        outcome: toNumber(factors.outcome),
      },
      bonusPoints,
      evidencePoints: points,
      complexity,
      isComplexityInferred,
      quality: quality && toNumber(quality),
      expectedDurationInMs,
      streakDays,
      evidence,
      clamped,
    },
  }

  function atMostOneUnlessSuccess(factor: Rational): Rational {
    return isSuccess ? factor : smaller(factor, one)
  }

  function complexityWorth(value: Complexity | null, isInferred: boolean): number {
    if (value === null) return 1
    const worth = rules.complexityFactors[value]
    return isInferred ? hold('complexityInferred', worth, rules.inferredComplexityLimit) : worth
  }

  function qualityWorth(mean: Rational | null): Rational {
    if (mean === null) return one
    const step = rules.qualitySteps.find(({ bound }) => isAtMost(toRational(bound), mean))
    return toRational(step?.factor ?? rules.lowQualityFactor)
  }

  function customWorth(): Rational {
    const stated = (report.multipliers ?? []).map(({ value }) => toRational(value)).reduce(multiply, one)
    const { least, most } = rules.customFactor
    const held = larger(toRational(least), smaller(stated, toRational(most)))
    if (held !== stated)
      clamped.push({ field: 'multipliers', stated: toNumber(stated), counted: toNumber(held) })
    return held
  }
}
