import { readdirSync, readFileSync } from 'node:fs'
import type { Signal } from '../src/telemetry/otlp/read-telemetry.ts'

export interface RecordedTelemetry {
  readonly signal: Signal
  readonly body: string
}

const fixtures = new URL('../../../fixtures/claude-code/otlp/', import.meta.url)

/** The requests in which Claude Code told of a recorded session, in the order in which they came. */
export function recordedTelemetry(session: string): RecordedTelemetry[] {
  const folder = new URL(`${session}/`, fixtures)
  return readdirSync(folder)
    .sort()
    .map((name) => ({
      signal: name.endsWith('-traces.json') ? 'traces' : 'logs',
      body: readFileSync(new URL(name, folder), 'utf8'),
    }))
}

/** Those of which there are such recordings: events, events with details, spans. */
export const sessionsWithTelemetry = ['i1-otel-default', 'i2-otel-details', 'i3-otel-traces'] as const
