import type { EvidenceType, Report } from '../report.ts'
import type { Breakdown } from '../score/breakdown.ts'
import { meanQuality } from '../score/mean-quality.ts'
import { isAtMost, toRational } from '../score/rational.ts'

/** What reports add up to. Every count is a whole number and merges by addition. */
export const emptyCounts = {
  reports: 0,
  /** The measured outcomes and those that are none; `successes` are what achievements call tasks. */
  successes: 0,
  failures: 0,
  cancelled: 0,
  unknown: 0,
  /** Of successes only: */
  errorsResolved: 0,
  tasksUnder30s: 0,
  tasksInHalfTime: 0,
  tasksAtQuality90: 0,
  tasksAtQuality95: 0,
  expertTasks: 0,
  perfectExpertTasks: 0,
  tasksWithEvidence: 0,
  speedProofs: 0,
  bugProofs: 0,
  codeProofs: 0,
  satisfactionProofs: 0,
  complexityProofs: 0,
  innovationProofs: 0,
  timedTasks: 0,
  timedTasksInMs: 0,
  /** Of all reports with a quality score; the sum in millionths. */
  ratedReports: 0,
  qualityInMillionths: 0,
} as const satisfies Record<string, 0>

export type CountName = keyof typeof emptyCounts
export type Counts = Readonly<Record<CountName, number>>

export const countNames = Object.keys(emptyCounts) as readonly CountName[]

const proofOf = {
  speed_improvement: 'speedProofs',
  bug_resolution: 'bugProofs',
  code_quality: 'codeProofs',
  user_satisfaction: 'satisfactionProofs',
  complexity_handling: 'complexityProofs',
  innovation: 'innovationProofs',
} as const satisfies Record<EvidenceType, CountName>

const outcomeCount = {
  success: 'successes',
  failure: 'failures',
  cancelled: 'cancelled',
  unknown: 'unknown',
} as const

/** What one report adds. A duration of 0 is not measured; only a stated complexity makes an expert task. */
export function countReport(report: Report, breakdown: Breakdown): Counts {
  const { quality } = breakdown
  const counts: Record<CountName, number> = { ...emptyCounts, reports: 1 }
  counts[outcomeCount[report.outcome]] = 1
  if (quality !== null) {
    counts.ratedReports = 1
    counts.qualityInMillionths = Math.round(quality * 1e6)
  }
  if (report.outcome !== 'success') return counts

  const duration = report.durationInMs ?? 0
  const mean = meanQuality(report.quality) // exact, as thresholds are; the breakdown's is rounded
  const isRated = (least: number) => mean !== null && isAtMost(toRational(least), mean)
  const isExpert = breakdown.complexity === 'expert' && !breakdown.isComplexityInferred
  counts.errorsResolved = Number(report.action === 'error_resolution')
  counts.tasksUnder30s = Number(duration > 0 && duration < 30_000)
  counts.tasksInHalfTime = Number(duration > 0 && duration <= breakdown.expectedDurationInMs / 2)
  counts.tasksAtQuality90 = Number(isRated(0.9))
  counts.tasksAtQuality95 = Number(isRated(0.95))
  counts.expertTasks = Number(isExpert)
  counts.perfectExpertTasks = Number(isExpert && isRated(1))
  counts.timedTasks = Number(duration > 0)
  counts.timedTasksInMs = Math.round(duration)
  for (const { type } of report.evidence ?? []) {
    counts.tasksWithEvidence = 1
    counts[proofOf[type]] = 1
  }
  return counts
}

export type CountChange = readonly [name: CountName, by: number]

/** What changes when the counts of one report take the place of `removed`; most counts stay. */
export function countChanges(added: Counts, removed: Counts = emptyCounts): readonly CountChange[] {
  const changes: CountChange[] = []
  for (const name of countNames) {
    const by = added[name] - removed[name]
    if (by !== 0) changes.push([name, by])
  }
  return changes
}

export function changeCounts(counts: Counts, changes: readonly CountChange[]): Counts {
  const result: Record<CountName, number> = { ...counts }
  for (const [name, by] of changes) result[name] += by
  return result
}
