import { hash } from 'node:crypto'
import { canonicalJson, dayInMs, type RejectedAnswer, validateReport } from '@arena/core'
import type { Auth } from './authenticate.ts'
import { limitIssues } from './limit-issues.ts'
import type { ReportCommit } from './store/store.ts'

const backdateLimitInMs = 30 * dayInMs

/** What the server fills in where a report does not state it; no part of the report's content. */
export interface ReportStamp {
  /** ISO 8601. */
  readonly occurredAt: string
}

/** One stated report on its way to the recorder, or why it is not taken. */
export function checkReport(
  stated: unknown,
  {
    auth,
    userId,
    receivedAtInMs,
    stamp,
  }: { auth: Auth; userId: string; receivedAtInMs: number; stamp?: ReportStamp | undefined },
): ReportCommit | RejectedAnswer {
  const stamped = stamp && isObject(stated) ? { ...stamp, ...stated } : stated
  const validated = validateReport(stamped, { nowInMs: receivedAtInMs })
  const id = readId(stated)
  if (!validated.ok) {
    const issues = limitIssues(validated.issues)
    const [first] = issues
    const message = first ? `${first.path || 'report'}: ${first.message}` : 'The report is not valid.'
    return { status: 'rejected', id, code: 'invalid-report', message, issues }
  }
  const { report } = validated
  if (isBackdated(report, receivedAtInMs) && !auth.scopes.includes('report:backdate')) {
    const message =
      'occurredAt: lies more than 30 days back, for which the key needs the scope report:backdate'
    return { status: 'rejected', id, code: 'backdate-not-allowed', message, issues: [] }
  }
  return {
    kind: 'report',
    workspaceId: auth.workspaceId,
    userId,
    keyId: auth.keyId,
    receivedAtInMs,
    report,
    contentHash: hashContent(stated, report.id),
  }
}

/** Whether a stated report is of more than 30 days ago. */
export function isBackdated(stated: unknown, receivedAtInMs: number): boolean {
  const occurredAt = isObject(stated) && 'occurredAt' in stated ? stated.occurredAt : undefined
  return typeof occurredAt === 'string' && Date.parse(occurredAt) < receivedAtInMs - backdateLimitInMs
}

/** Of the fields as stated, but for the spelling of the id, which names the same report in capitals too. */
function hashContent(stated: unknown, id: string): string {
  return hash('sha256', canonicalJson({ ...Object(stated), id }), 'hex')
}

function readId(stated: unknown): string | null {
  if (!isObject(stated) || !('id' in stated)) return null
  return typeof stated.id === 'string' && stated.id.length <= 100 ? stated.id : null
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
