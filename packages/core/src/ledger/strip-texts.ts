import type { Report } from '../report.ts'
import type { LedgerReport } from './ledger-row.ts'

/** The free texts of a report, which are stored apart so that erasing them never touches the ledger. */
export interface ReportTexts {
  readonly description?: string
  readonly reasons?: readonly (string | null)[]
  readonly evidence?: readonly Report['metadata'][]
  readonly metadata?: Report['metadata']
  /** Why corrections were made: the `seq` of each that gave a reason. */
  readonly corrections?: readonly { readonly seq: number; readonly reason: string }[]
  /** They were erased, and nothing may be added to them. */
  readonly erased?: true
}

/** Parts a report into what the ledger keeps and its free texts; `texts` is null when there are none. */
export function stripTexts(report: Report): {
  readonly report: LedgerReport
  readonly texts: ReportTexts | null
} {
  const { metadata, task, multipliers, evidence, ...rest } = report
  const { description, ...taskFacts } = task ?? {}
  const reasons = multipliers?.map(({ reason }) => reason ?? null)
  const texts: ReportTexts = {
    ...(description !== undefined && { description }),
    ...(reasons?.some((reason) => reason !== null) && { reasons }),
    ...(evidence && evidence.length > 0 && { evidence: evidence.map(({ data }) => data) }),
    ...(metadata && { metadata }),
  }
  return {
    report: {
      ...rest,
      ...(task && { task: taskFacts }),
      ...(multipliers && { multipliers: multipliers.map(({ type, value }) => ({ type, value })) }),
      ...(evidence && { evidence: evidence.map((item) => ({ ...item, data: {} })) }),
    },
    texts: Object.keys(texts).length > 0 ? texts : null,
  }
}
