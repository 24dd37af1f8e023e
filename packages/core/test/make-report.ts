import { type Report, type ReportInput, reportSchema } from '../src/report.ts'

/** A valid report of `python-pro` at noon, with an id of its own, unless told otherwise. */
export function makeReport(stated: Partial<ReportInput> = {}): Report {
  return reportSchema.parse({
    id: crypto.randomUUID(),
    agent: 'python-pro',
    occurredAt: '2026-11-22T12:00:00Z',
    ...stated,
  })
}
