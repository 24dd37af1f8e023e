import type { z } from 'zod'
import type { Issue } from './error.ts'
import { issueMessage } from './issue-message.ts'
import { type Report, reportSchema } from './report.ts'

export type ValidatedReport =
  | { readonly ok: true; readonly report: Report }
  | { readonly ok: false; readonly issues: readonly Issue[] }

const aheadLimitInMs = 5 * 60_000

/** Checks one stated report. `nowInMs` is the receiver's clock, by which a date may be at most 5 minutes ahead. */
export function validateReport(value: unknown, { nowInMs }: { readonly nowInMs: number }): ValidatedReport {
  const parsed = reportSchema.safeParse(value)
  if (!parsed.success) return { ok: false, issues: zodIssues(parsed.error) }
  const occurredAtInMs = Date.parse(parsed.data.occurredAt)
  const message =
    occurredAtInMs > nowInMs + aheadLimitInMs
      ? 'lies more than 5 minutes in the future'
      : occurredAtInMs < 0 // days and instants count from there
        ? 'lies before 1970'
        : null
  return message === null
    ? { ok: true, report: parsed.data }
    : { ok: false, issues: [{ path: 'occurredAt', message }] }
}

/** Zod's issues in Arena's shape: a dotted path and a sentence. An unknown field is named by its path. */
export function zodIssues(error: z.ZodError): Issue[] {
  return error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys')
      return { path: pathText(issue.path), message: issueMessage(issue) }
    return issue.keys.map((key) => ({
      path: pathText([...issue.path, key]),
      message: 'is not a known field',
    }))
  })
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map(String).join('.')
}
