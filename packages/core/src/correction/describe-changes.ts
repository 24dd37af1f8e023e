import type { LedgerReport } from '../ledger/ledger-row.ts'

/** What a correction changed, a line for each fact; of a report taken out, that it was. */
export function describeChanges(before: LedgerReport, after: LedgerReport | null): string[] {
  if (!after) return ['Taken out']
  const lines = [
    before.outcome !== after.outcome && `Outcome: ${after.outcome}, before ${before.outcome}`,
    qualityText(before) !== qualityText(after) &&
      `Quality: ${qualityText(after)}, before ${qualityText(before)}`,
    ...(after.evidence ?? []).map(({ type, improvementFactor = 1 }) => {
      const held = before.evidence?.find((item) => item.type === type)
      const name = `Evidence of ${type.replaceAll('_', ' ')}`
      if (!held) return `${name}: new, improvement ${improvementFactor}`
      const { improvementFactor: factorBefore = 1 } = held
      return (
        improvementFactor !== factorBefore &&
        `${name}: improvement ${improvementFactor}, before ${factorBefore}`
      )
    }),
  ]
  return lines.filter((line) => line !== false)
}

function qualityText({ quality }: LedgerReport): string {
  const { source, ...scores } = quality ?? { source: null }
  const texts = Object.entries(scores)
    .filter(([, score]) => score !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, score]) => `${name} ${score}`)
  return texts.length === 0 ? 'none' : `${texts.join(', ')} (${source})`
}
