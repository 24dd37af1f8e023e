import type { EvidenceType, Report } from '../report.ts'
import type { Breakdown } from '../score/breakdown.ts'

/** What reports add up to. Every count is a whole number and merges by addition. */
export const countNames = [
  'reports',
  /** The measured outcomes and those that are none; `successes` are what achievements call tasks. */
  'successes',
  'failures',
  'cancelled',
  'unknown',
  /** Of successes only: */
  'errorsResolved',
  'tasksUnder30s',
  'tasksInHalfTime',
  'tasksAtQuality90',
  'tasksAtQuality95',
  'expertTasks',
  'perfectExpertTasks',
  'tasksWithEvidence',
  'speedProofs',
  'bugProofs',
  'codeProofs',
  'satisfactionProofs',
  'complexityProofs',
  'innovationProofs',
  'timedTasks',
  'timedTasksInMs',
  /** Of all reports with a quality score; the sum in millionths. */
  'ratedReports',
  'qualityInMillionths',
] as const

export type CountName = (typeof countNames)[number]
export type Counts = Readonly<Record<CountName, number>>

export const emptyCounts: Counts = Object.fromEntries(countNames.map((name) => [name, 0])) as Counts

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
  const counts: Record<CountName, number> = { ...emptyCounts, reports: 1, [outcomeCount[report.outcome]]: 1 }
  if (quality !== null) {
    counts.ratedReports = 1
    counts.qualityInMillionths = Math.round(quality * 1e6)
  }
  if (report.outcome !== 'success') return counts

  const duration = report.durationInMs ?? 0
  const isExpert = breakdown.complexity === 'expert' && !breakdown.isComplexityInferred
  counts.errorsResolved = Number(report.action === 'error_resolution')
  counts.tasksUnder30s = Number(duration > 0 && duration < 30_000)
  counts.tasksInHalfTime = Number(duration > 0 && duration <= breakdown.expectedDurationInMs / 2)
  counts.tasksAtQuality90 = Number(quality !== null && quality >= 0.9)
  counts.tasksAtQuality95 = Number(quality !== null && quality >= 0.95)
  counts.expertTasks = Number(isExpert)
  counts.perfectExpertTasks = Number(isExpert && quality === 1)
  counts.timedTasks = Number(duration > 0)
  counts.timedTasksInMs = Math.round(duration)
  for (const { type } of report.evidence ?? []) {
    counts.tasksWithEvidence = 1
    counts[proofOf[type]] = 1
  }
  return counts
}

/** `counts` with those of one report put in the place of `without`. */
export function replaceCounts(counts: Counts, added: Counts, without: Counts = emptyCounts): Counts {
  const result: Record<CountName, number> = { ...counts }
  for (const name of countNames) result[name] += added[name] - without[name]
  return result
}
