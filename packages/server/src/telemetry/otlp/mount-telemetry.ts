import { ArenaError, maxReportsInBatch } from '@arena/core'
import type { Context, Hono } from 'hono'
import { requireScope } from '../../authenticate.ts'
import { type CallContext, createCallContext } from '../../call-context.ts'
import { rateLimitHeaders } from '../../rate-limit/rate-limit-headers.ts'
import type { ServerParts } from '../../server-parts.ts'
import type { TelemetryFact } from '../telemetry-fact.ts'
import { decodeBody } from './decode-body.ts'
import { readTelemetry, type Signal, signals } from './read-telemetry.ts'

const rejectedField = { traces: 'rejectedSpans', logs: 'rejectedLogRecords' } as const

/** Receives OTLP over HTTP, as JSON, at `/v1/traces` and `/v1/logs`. */
export function mountTelemetry(app: Hono, parts: ServerParts): void {
  for (const signal of signals) {
    app.post(`/v1/${signal}`, async (context) => {
      const call = createCallContext(context, parts)
      try {
        return context.json(await receive(context, signal, call))
      } finally {
        for (const [name, value] of Object.entries(rateLimitHeaders(call.limits.states()))) {
          context.header(name, value)
        }
      }
    })
  }
}

/** Answers as the protocol says: an empty object, or how many were not taken and why. */
async function receive(context: Context, signal: Signal, call: CallContext): Promise<object> {
  const auth = await call.authenticate()
  requireScope(auth, 'report:write')
  requireJson(context.req.header('content-type'))
  const { parts, limits } = call
  const bytes = await context.req.arrayBuffer()
  const body = await decodeBody({ bytes, encoding: context.req.header('content-encoding') })
  const telemetry = readTelemetry(signal, body)
  limits.take(auth.keyId, [
    { quota: 'requests', count: 1 },
    { quota: 'reports', count: Math.min(telemetry.facts.filter(isEndOfRun).length, maxReportsInBatch) },
  ])
  await parts.telemetry.take(auth, telemetry.facts)
  parts.metrics.countTelemetry(signal, telemetry)
  const { rejected, fault } = telemetry
  if (rejected === 0) return {}
  return { partialSuccess: { [rejectedField[signal]]: String(rejected), errorMessage: fault } }
}

/** Most runs have one of these. Of one request no more count than a quota can always give at once. */
function isEndOfRun(fact: TelemetryFact): boolean {
  return fact.kind === 'completed' || (fact.kind === 'span' && fact.role === 'agent')
}

function requireJson(contentType = ''): void {
  const [type] = contentType.toLowerCase().split(';')
  if (type?.trim() === 'application/json') return
  throw new ArenaError(
    'unsupported-media-type',
    'OTLP is read as JSON here. Set OTEL_EXPORTER_OTLP_PROTOCOL=http/json where the telemetry is sent.',
  )
}
