import type { ErrorCode, ReportAnswer } from '@arena/core'
import type { Telemetry } from '../telemetry/otlp/read-telemetry.ts'
import { createCounter } from './counter.ts'
import { createHistogram } from './histogram.ts'
import type { Metric } from './prometheus-text.ts'

/** What the server counts of its own work. No name, key or id of a user is ever a label. */
export interface ServerMetrics {
  countAnswers(answers: readonly ReportAnswer[]): void
  countRequest(request: { readonly method: string; readonly route: string; readonly status: number }): void
  observeCommit(durationInMs: number): void
  countTelemetry(signal: string, telemetry: Pick<Telemetry, TelemetryResult | 'unknownAttributes'>): void
  readonly metrics: readonly Metric[]
}

const telemetryResults = ['taken', 'ignored', 'rejected'] as const
type TelemetryResult = (typeof telemetryResults)[number]

const commitBoundsInSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

export function createServerMetrics(): ServerMetrics {
  const reports = createCounter('arena_reports_total', 'Reports answered, by result.')
  const rejected = createCounter('arena_reports_rejected_total', 'Reports not taken, by error code.')
  const requests = createCounter('arena_http_requests_total', 'Requests answered, by route and status.')
  const commits = createHistogram(
    'arena_commit_duration_seconds',
    'How long a commit of a group of reports took.',
    commitBoundsInSeconds,
  )
  const telemetryItems = createCounter(
    'arena_telemetry_items_total',
    'Spans and log records received, by what they were good for.',
  )
  const unknownAttributes = createCounter(
    'arena_telemetry_unknown_attributes_total',
    'Attributes of the spans and log records taken that are not read.',
  )
  return {
    countAnswers(answers) {
      const codes = new Map<ErrorCode, number>()
      const statuses = new Map<ReportAnswer['status'], number>()
      for (const answer of answers) {
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        if (answer.status === 'rejected') codes.set(answer.code, (codes.get(answer.code) ?? 0) + 1)
      }
      for (const [result, count] of statuses) reports.add({ result }, count)
      for (const [code, count] of codes) rejected.add({ code }, count)
    },
    countRequest: ({ method, route, status }) => requests.add({ method, route, status: String(status) }),
    observeCommit: (durationInMs) => commits.observe(durationInMs / 1000),
    countTelemetry(signal, telemetry) {
      for (const result of telemetryResults) telemetryItems.add({ signal, result }, telemetry[result])
      unknownAttributes.add({ signal }, telemetry.unknownAttributes)
    },
    metrics: [reports, rejected, commits, requests, telemetryItems, unknownAttributes],
  }
}
