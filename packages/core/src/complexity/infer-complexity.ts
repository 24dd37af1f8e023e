import { type Complexity, complexities } from '../report.ts'

/** What a run was seen to take. A signal that was not measured is left out, never 0. */
export interface ComplexitySignals {
  readonly toolCalls?: number
  readonly outputTokens?: number
  readonly durationInMs?: number
  readonly linesChanged?: number
}

export interface InferredComplexity {
  /** Null when there was no signal. */
  readonly complexity: Complexity | null
  /** How many signals were given. */
  readonly signals: number
  /** The share of signals that alone would give this complexity. */
  readonly agreement: number | null
}

/** A signal above its n-th threshold speaks for the n-th grade above simple. */
const thresholds = {
  toolCalls: [5, 20, 60],
  outputTokens: [1_500, 6_000, 20_000],
  durationInMs: [60_000, 190_000, 424_000],
  linesChanged: [40, 170, 480],
} as const satisfies Record<keyof ComplexitySignals, readonly number[]>

const signalNames = ['toolCalls', 'outputTokens', 'durationInMs', 'linesChanged'] as const
const highestGradeOfOneSignal = 2

/** Guesses the complexity of a task as the mean grade of its signals, rounded half up; one signal alone gives at most complex. */
export function inferComplexity(signals: ComplexitySignals): InferredComplexity {
  const grades: number[] = []
  for (const name of signalNames) {
    const value = signals[name]
    if (value !== undefined) grades.push(thresholds[name].filter((threshold) => value > threshold).length)
  }
  const count = grades.length
  const sum = grades.reduce((total, grade) => total + grade, 0)
  const mean = Math.floor((2 * sum + count) / (2 * count))
  const grade = count === 1 ? Math.min(mean, highestGradeOfOneSignal) : mean
  const complexity = complexities[grade] // no signal: NaN, which is no grade
  if (complexity === undefined) return { complexity: null, signals: 0, agreement: null }
  return { complexity, signals: count, agreement: grades.filter((each) => each === grade).length / count }
}
