import { formatNumber } from './format-number.ts'

/** A count with its noun: "1 run", "12 runs". */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`
}
