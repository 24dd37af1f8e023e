import type { Report } from '../report.ts'
import type { Amendment } from './amendment.ts'

export type AmendableFact = 'outcome' | 'quality' | 'evidence'

/** The stated facts that a report does not hold after its amendment, since others outrank them. */
export function outrankedFacts(
  amended: Report,
  { outcome, quality, evidence }: Amendment,
): readonly AmendableFact[] {
  const outranked: AmendableFact[] = []
  if (outcome !== undefined && outcome !== amended.outcome) outranked.push('outcome')
  if (quality && quality.source !== amended.quality?.source) outranked.push('quality')
  const isHeld = ({ type, improvementFactor }: NonNullable<Report['evidence']>[number]) =>
    amended.evidence?.some((item) => item.type === type && item.improvementFactor === improvementFactor)
  if (!evidence?.every(isHeld) && evidence) outranked.push('evidence')
  return outranked
}
