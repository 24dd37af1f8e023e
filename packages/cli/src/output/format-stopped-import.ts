import { formatCount } from './format-count.ts'
import { formatNumber } from './format-number.ts'

/** What to do about an import that ended early. */
export function formatStoppedImport({
  done,
  total,
  noun,
}: {
  readonly done: number
  readonly total: number
  /** What a report is made of, such as `run`. */
  readonly noun: string
}): string {
  const counted = `${formatNumber(done)} of ${formatCount(total, noun)}`
  return `Stopped after ${counted}. Import again: it counts the rest, and nothing twice.`
}
