import type { Action, Complexity, EvidenceType, Outcome } from '../report.ts'

/** A row of a step table: the first row whose bound is met gives the factor. */
export interface Step {
  readonly bound: number
  readonly factor: number
}

/** Everything that decides a score, as data. History keeps the version that scored it. */
export interface Rules {
  readonly version: string
  readonly basePointsByAction: Readonly<Record<Action, number>>
  readonly limits: { readonly basePoints: number; readonly bonusPoints: number }
  readonly complexityFactors: Readonly<Record<Complexity, number>>
  /** An inferred complexity counts at most this much. */
  readonly inferredComplexityLimit: number
  /** Mean quality of at least `bound` gives `factor`; below all bounds, `lowQualityFactor`. */
  readonly qualitySteps: readonly Step[]
  readonly lowQualityFactor: number
  readonly expectedDurationInMs: Readonly<Record<Complexity | 'unstated', number>>
  /** Duration of at most `bound` times the expected one gives `factor`; above, it falls to the floor. */
  readonly speedSteps: readonly Step[]
  readonly slowness: { readonly lossPerExpectedDuration: number; readonly leastFactor: number }
  readonly customFactor: { readonly least: number; readonly most: number }
  /** At least `bound` days in a row give `factor`. */
  readonly streakSteps: readonly Step[]
  readonly outcomeFactors: Readonly<Record<Outcome, number>>
  readonly evidenceRates: Readonly<Record<EvidenceType, number>>
  readonly improvementFactorLimit: number
}

export const rulesV1: Rules = {
  version: 'v1',
  basePointsByAction: {
    task_completion: 10,
    error_resolution: 20,
    speed_bonus: 5,
    quality_bonus: 15,
    complexity_bonus: 25,
  },
  limits: { basePoints: 100, bonusPoints: 100 },
  complexityFactors: { simple: 1, medium: 1.5, complex: 2, expert: 3 },
  inferredComplexityLimit: 2,
  qualitySteps: [
    { bound: 0.9, factor: 2 },
    { bound: 0.7, factor: 1.5 },
    { bound: 0.5, factor: 1 },
  ],
  lowQualityFactor: 0.7,
  expectedDurationInMs: {
    simple: 30_000,
    medium: 120_000,
    complex: 300_000,
    expert: 600_000,
    unstated: 120_000,
  },
  speedSteps: [
    { bound: 0.5, factor: 1.5 },
    { bound: 0.75, factor: 1.25 },
    { bound: 1, factor: 1 },
  ],
  slowness: { lossPerExpectedDuration: 0.2, leastFactor: 0.8 },
  customFactor: { least: 0.1, most: 5 },
  streakSteps: [
    { bound: 30, factor: 2 },
    { bound: 14, factor: 1.5 },
    { bound: 7, factor: 1.3 },
    { bound: 3, factor: 1.1 },
  ],
  outcomeFactors: { success: 1, failure: 0.3, unknown: 0.5, cancelled: 0 },
  evidenceRates: {
    speed_improvement: 0.3,
    bug_resolution: 0.5,
    code_quality: 0.4,
    user_satisfaction: 0.2,
    complexity_handling: 0.6,
    innovation: 0.8,
  },
  improvementFactorLimit: 2,
}

/** The rules that a ledger row names, or undefined for a version this program does not know. */
export function rulesByVersion(version: string): Rules | undefined {
  return version === rulesV1.version ? rulesV1 : undefined
}
