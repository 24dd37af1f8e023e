import { asText, type JsonObject } from '../../claude-code/read-json-value.ts'
import { readAttributes } from './attributes.ts'
import type { Origin, OtlpBatch, OtlpEvent } from './otlp-record.ts'
import { readBatch } from './read-batch.ts'
import { readNanoseconds } from './read-nanoseconds.ts'
import { readSpanId, readTraceId } from './read-trace-id.ts'

/** The events of a body for `/v1/logs`. Unknown fields are passed over, as the protocol asks. */
export function readLogEvents(body: JsonObject): OtlpBatch<OtlpEvent> {
  return readBatch(body, { resources: 'resourceLogs', scopes: 'scopeLogs', records: 'logRecords' }, readEvent)
}

/** An event, or what is wrong with the record. */
function readEvent(record: JsonObject, origin: Origin): OtlpEvent | string {
  const atInMs = readNanoseconds(record['timeUnixNano']) ?? readNanoseconds(record['observedTimeUnixNano'])
  if (atInMs === null) return 'timeUnixNano: must be nanoseconds since 1970'
  const attributes = readAttributes(record['attributes'])
  return {
    ...origin,
    name: asText(record['eventName']) ?? attributes.text('event.name') ?? '',
    atInMs,
    attributes,
    traceId: readTraceId(record['traceId']),
    spanId: readSpanId(record['spanId']),
  }
}
