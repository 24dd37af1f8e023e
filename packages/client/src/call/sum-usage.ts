import type { ReportInput } from '../report/create-report.ts'

export type Usage = NonNullable<ReportInput['usage']>

/** Numbers are summed; of what is no number, the last counts. */
export function sumUsage(usages: Iterable<Usage>): Usage {
  const sum: Record<string, unknown> = {}
  for (const usage of usages) {
    for (const [name, value] of Object.entries(usage)) {
      const before = sum[name]
      sum[name] = typeof before === 'number' && typeof value === 'number' ? before + value : value
    }
  }
  return sum
}
