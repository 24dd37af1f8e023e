import { asObject, asObjects, asText, type JsonObject } from '../../claude-code/read-json-value.ts'
import { readAttributes } from './attributes.ts'
import type { OtlpBatch, OtlpEvent } from './otlp-record.ts'
import { readNanoseconds } from './read-nanoseconds.ts'
import { readSpanId, readTraceId } from './read-trace-id.ts'

type Origin = Pick<OtlpEvent, 'resource' | 'scopeName'>

/** The events of a body for `/v1/logs`. Unknown fields are passed over, as the protocol asks. */
export function readLogEvents(body: JsonObject): OtlpBatch<OtlpEvent> {
  const items: OtlpEvent[] = []
  let rejected = 0
  let fault: string | null = null
  for (const { resource, scopeLogs } of asObjects(body['resourceLogs'])) {
    const attributes = readAttributes(asObject(resource)?.['attributes'])
    for (const { scope, logRecords } of asObjects(scopeLogs)) {
      const origin = { resource: attributes, scopeName: asText(asObject(scope)?.['name']) ?? '' }
      for (const record of Array.isArray(logRecords) ? logRecords : []) {
        const read = readEvent(asObject(record) ?? {}, origin)
        if (typeof read !== 'string') items.push(read)
        else {
          rejected += 1
          fault ??= read
        }
      }
    }
  }
  return { items, rejected, fault }
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
