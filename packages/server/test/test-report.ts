import { randomUUID } from 'node:crypto'
import type { ReportInput } from '@arena/core'
import { testNow } from './create-test-app.ts'

/** A valid report with an id of its own. */
export function testReport(changes: Partial<ReportInput> = {}): ReportInput {
  return { id: randomUUID(), agent: 'python-pro', occurredAt: testNow, ...changes }
}
