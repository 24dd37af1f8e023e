import { createHash } from 'node:crypto'
import { canonicalJson, dayInMs, type RejectedAnswer, validateReport } from '@arena/core'
import type { Auth } from './authenticate.ts'
import { limitIssues } from './limit-issues.ts'
import type { ReportCommit } from './store/store.ts'

const backdateLimitInMs = 30 * dayInMs

/** One stated report on its way to the recorder, or why it is not taken. */
export function checkReport(
  stated: unknown,
  { auth, userId, receivedAtInMs }: { auth: Auth; userId: string; receivedAtInMs: number },
): ReportCommit | RejectedAnswer {
  const validated = validateReport(stated, { nowInMs: receivedAtInMs })
  const id = readId(stated)
  if (!validated.ok) {
    const issues = limitIssues(validated.issues)
    const [first] = issues
    const message = first ? `${first.path || 'report'}: ${first.message}` : 'The report is not valid.'
    return { status: 'rejected', id, code: 'invalid-report', message, issues }
  }
  const { report } = validated
  const isOld = Date.parse(report.occurredAt) < receivedAtInMs - backdateLimitInMs
  if (isOld && !auth.scopes.includes('report:backdate')) {
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

/** Of the fields as stated, but for the spelling of the id, which names the same report in capitals too. */
function hashContent(stated: unknown, id: string): string {
  return createHash('sha256')
    .update(canonicalJson({ ...Object(stated), id }))
    .digest('hex')
}

function readId(stated: unknown): string | null {
  if (typeof stated !== 'object' || stated === null || !('id' in stated)) return null
  return typeof stated.id === 'string' && stated.id.length <= 100 ? stated.id : null
}
