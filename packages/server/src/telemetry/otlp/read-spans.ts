import { asObject, asObjects, asText, type JsonObject } from '../../claude-code/read-json-value.ts'
import { readAttributes } from './attributes.ts'
import type { Origin, OtlpBatch, OtlpEvent, OtlpSpan } from './otlp-record.ts'
import { readBatch } from './read-batch.ts'
import { readNanoseconds } from './read-nanoseconds.ts'
import { readSpanId, readTraceId } from './read-trace-id.ts'

const errorStatus = 2

/** The spans of a body for `/v1/traces`. Unknown fields are passed over, as the protocol asks. */
export function readSpans(body: JsonObject): OtlpBatch<OtlpSpan> {
  return readBatch(body, { resources: 'resourceSpans', scopes: 'scopeSpans', records: 'spans' }, readSpan)
}

/** A span, or what is wrong with it. */
function readSpan(span: JsonObject, origin: Origin): OtlpSpan | string {
  const traceId = readTraceId(span['traceId'])
  if (traceId === null) return 'traceId: must be 32 hexadecimal digits, not all 0'
  const spanId = readSpanId(span['spanId'])
  if (spanId === null) return 'spanId: must be 16 hexadecimal digits, not all 0'
  const startedAtInMs = readNanoseconds(span['startTimeUnixNano'])
  if (startedAtInMs === null) return 'startTimeUnixNano: must be nanoseconds since 1970'
  const endedAtInMs = readNanoseconds(span['endTimeUnixNano'])
  if (endedAtInMs === null) return 'endTimeUnixNano: must be nanoseconds since 1970'
  return {
    ...origin,
    traceId,
    spanId,
    parentSpanId: readSpanId(span['parentSpanId']),
    name: asText(span['name']) ?? '',
    startedAtInMs: Math.min(startedAtInMs, endedAtInMs),
    endedAtInMs,
    hasFailed: isError(asObject(span['status'])?.['code']),
    attributes: readAttributes(span['attributes']),
    events: asObjects(span['events']).map(
      (event): OtlpEvent => ({
        ...origin,
        name: asText(event['name']) ?? '',
        atInMs: readNanoseconds(event['timeUnixNano']) ?? endedAtInMs,
        attributes: readAttributes(event['attributes']),
        traceId,
        spanId,
      }),
    ),
  }
}

function isError(code: unknown): boolean {
  return code === errorStatus || code === 'STATUS_CODE_ERROR'
}
