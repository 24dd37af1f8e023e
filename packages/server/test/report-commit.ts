import { createHash, randomUUID } from 'node:crypto'
import { canonicalJson, type Report, type ReportInput, reportSchema } from '@arena/core'
import type { FirstOwner, ReportCommit } from '../src/store/store.ts'

export const owner: FirstOwner = {
  workspaceId: 'workspace-1',
  userId: 'user-1',
  name: 'Ada',
  zone: 'Europe/Berlin',
  epoch: 'epoch-1',
  createdAtInMs: Date.UTC(2026, 5, 1),
}

/** The commit of a report of the owner, unless stated otherwise. */
export function reportCommit(
  stated: Partial<ReportInput> = {},
  place: Partial<Pick<ReportCommit, 'workspaceId' | 'userId'>> = {},
): ReportCommit {
  const report: Report = reportSchema.parse({
    id: randomUUID(),
    agent: 'python-pro',
    occurredAt: '2026-06-03T10:00:00.000Z',
    ...stated,
  })
  return {
    kind: 'report',
    workspaceId: owner.workspaceId,
    userId: owner.userId,
    keyId: 'key-1',
    receivedAtInMs: Date.parse(report.occurredAt) + 1000,
    report,
    contentHash: createHash('sha256').update(canonicalJson(report)).digest('hex'),
    ...place,
  }
}
