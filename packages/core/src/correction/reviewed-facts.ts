import type { LedgerRow } from '../ledger/ledger-row.ts'
import type { EvidenceType } from '../report.ts'

/** What corrections of reviewers have said of a report beside its quality, whose source tells by itself. */
export interface ReviewedFacts {
  readonly isOutcomeReviewed: boolean
  readonly evidence: ReadonlySet<EvidenceType>
}

export const nothingReviewed: ReviewedFacts = { isOutcomeReviewed: false, evidence: new Set() }

/** Gathers the facts that reviewers changed, from the corrections of one report. */
export function reviewedFacts(corrections: readonly LedgerRow[]): ReviewedFacts {
  let isOutcomeReviewed = false
  const evidence = new Set<EvidenceType>()
  for (const { before, report } of corrections) {
    if (before?.correctedBy !== 'review' || !report) continue
    isOutcomeReviewed ||= before.report.outcome !== report.outcome
    for (const { type, improvementFactor } of report.evidence ?? []) {
      const held = before.report.evidence?.find((item) => item.type === type)
      if (!held || held.improvementFactor !== improvementFactor) evidence.add(type)
    }
  }
  return { isOutcomeReviewed, evidence }
}
