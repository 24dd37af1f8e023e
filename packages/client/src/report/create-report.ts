import type { ReportInput as FullReportInput } from '@arena/core'
import { sayError } from '../say-error.ts'

/** A report as an agent states it; `id` and `occurredAt` are made at the call unless given. */
export type ReportInput = Omit<FullReportInput, 'id' | 'occurredAt'> &
  Partial<Pick<FullReportInput, 'id' | 'occurredAt'>>

/** What a report takes from its surroundings when it does not say it itself. */
export interface ReportSurroundings {
  readonly newId: () => string
  readonly nowInMs: number
  readonly project: string | null
  readonly parentRunId: string | null
}

/** Larger than any report a server accepts, small enough to fit into a request. */
const maxReportCharacters = 256 * 1024

export type CreatedReport =
  | { readonly ok: true; readonly id: string; readonly json: string }
  | {
      readonly ok: false
      readonly id: string | null
      readonly code: 'invalid-report' | 'too-large'
      readonly message: string
    }

/**
 * Stamps and serialises a report. Never throws, whatever the input is: its fields are checked only by the
 * server, since a check here would cost the caller more than all the rest.
 */
export function createReport(input: unknown, surroundings: ReportSurroundings): CreatedReport {
  let id: string | null = null
  try {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) {
      return { ok: false, id, code: 'invalid-report', message: 'a report is an object' }
    }
    const { newId, nowInMs, project, parentRunId } = surroundings
    const stated: Record<string, unknown> = { id: '', ...input }
    id = typeof stated['id'] === 'string' && stated['id'] !== '' ? stated['id'] : newId()
    stated['id'] = id
    stated['occurredAt'] ??= new Date(nowInMs).toISOString()
    if (project !== null) stated['project'] ??= project
    if (parentRunId !== null) stated['parentRunId'] ??= parentRunId
    const json = JSON.stringify(stated)
    if (typeof json !== 'string' || !json.startsWith('{')) {
      return { ok: false, id, code: 'invalid-report', message: 'a report is an object' }
    }
    if (json.length > maxReportCharacters) {
      return { ok: false, id, code: 'too-large', message: `the report has ${json.length} characters` }
    }
    return { ok: true, id, json }
  } catch (error) {
    return {
      ok: false,
      id,
      code: 'invalid-report',
      message: `the report cannot be written as JSON: ${sayError(error)}`,
    }
  }
}
