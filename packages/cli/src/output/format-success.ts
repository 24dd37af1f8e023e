import { formatNumber } from './format-number.ts'

/** "24 of 30": successes among the reports that succeeded or failed. Without any of those it was not measured. */
export function formatSuccess({
  successes,
  failures,
}: {
  readonly successes: number
  readonly failures: number
}): string {
  const measured = successes + failures
  return measured === 0 ? 'not measured' : `${formatNumber(successes)} of ${formatNumber(measured)}`
}
