import type { z } from 'zod'
import type { Issue } from './error.ts'
import { type Report, reportSchema } from './report.ts'

export type ValidatedReport =
  | { readonly ok: true; readonly report: Report }
  | { readonly ok: false; readonly issues: readonly Issue[] }

const aheadLimitInMs = 5 * 60_000

/** Checks one stated report. `nowInMs` is the receiver's clock, by which a date may be at most 5 minutes ahead. */
export function validateReport(value: unknown, { nowInMs }: { readonly nowInMs: number }): ValidatedReport {
  const parsed = reportSchema.safeParse(value)
  if (!parsed.success) return { ok: false, issues: zodIssues(parsed.error) }
  if (Date.parse(parsed.data.occurredAt) > nowInMs + aheadLimitInMs) {
    return { ok: false, issues: [{ path: 'occurredAt', message: 'lies more than 5 minutes in the future' }] }
  }
  return { ok: true, report: parsed.data }
}

/** Zod's issues in Arena's shape: a dotted path and a sentence. */
export function zodIssues(error: z.ZodError): Issue[] {
  return error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message }))
}
