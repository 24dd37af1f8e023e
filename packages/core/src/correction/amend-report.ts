import type { EvidenceType, QualitySource, Report } from '../report.ts'
import type { Amendment } from './amendment.ts'
import type { ReviewedFacts } from './reviewed-facts.ts'

type Quality = NonNullable<Report['quality']>

const rankBySource: Readonly<Record<QualitySource, number>> = { self: 0, model: 1, human: 2, ci: 2 }

/**
 * A report with late facts in it. Quality of a higher source takes the place of the one held, of an equal one it
 * merges score by score, of a lower one it is passed over; so is what would undo `kept` facts.
 */
export function amendReport(
  report: Report,
  { outcome, quality, evidence }: Amendment,
  kept: ReviewedFacts,
): Report {
  return {
    ...report,
    ...(outcome !== undefined && !kept.isOutcomeReviewed && { outcome }),
    ...(quality && { quality: mergeQuality(report.quality, quality) }),
    ...(evidence && { evidence: mergeEvidence(report.evidence ?? [], evidence, kept.evidence) }),
  }
}

function mergeQuality(held: Quality | undefined, stated: Quality): Quality {
  const { source, ...scores } = held ?? { source: 'self' }
  const hasScores = Object.values(scores).some((score) => score !== undefined)
  if (!hasScores || rankBySource[stated.source] > rankBySource[source]) return stated
  return rankBySource[stated.source] < rankBySource[source] ? { source, ...scores } : { ...scores, ...stated }
}

type Evidence = NonNullable<Report['evidence']>

function mergeEvidence(held: Evidence, stated: Evidence, kept: ReadonlySet<EvidenceType>): Evidence {
  const open = stated.filter(({ type }) => !kept.has(type))
  return [
    ...held.map((item) => open.find(({ type }) => type === item.type) ?? item),
    ...open.filter(({ type }) => held.every((item) => item.type !== type)),
  ]
}
