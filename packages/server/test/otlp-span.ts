type Value = string | number | boolean

export interface StatedSpan {
  readonly id: string
  readonly parent?: string
  readonly name?: string
  readonly startInMs?: number
  readonly endInMs?: number
  readonly hasFailed?: boolean
  readonly attributes?: Readonly<Record<string, Value>>
}

export const testTraceId = '0af7651916cd43dd8448eb211c80319c'

/** A body for `/v1/traces` as an exporter makes it, of one trace that began at the time given. */
export function otlpSpans(
  spans: readonly StatedSpan[],
  { atInMs, resource = {} }: { readonly atInMs: number; readonly resource?: Readonly<Record<string, Value>> },
) {
  return {
    resourceSpans: [
      {
        resource: { attributes: otlpAttributes(resource) },
        scopeSpans: [
          {
            scope: { name: 'test' },
            spans: spans.map(({ startInMs = 0, endInMs = 1000, ...span }) => ({
              traceId: testTraceId,
              spanId: spanIdOf(span.id),
              ...(span.parent !== undefined && { parentSpanId: spanIdOf(span.parent) }),
              name: span.name ?? span.id,
              kind: 1,
              startTimeUnixNano: `${atInMs + startInMs}000000`,
              endTimeUnixNano: `${atInMs + endInMs}000000`,
              attributes: otlpAttributes(span.attributes ?? {}),
              status: { code: span.hasFailed ? 2 : 0 },
            })),
          },
        ],
      },
    ],
  }
}

/** A body for `/v1/logs` with one event about a span of that trace. */
export function otlpEvent(name: string, { atInMs, spanId, attributes }: StatedEvent) {
  const record = {
    timeUnixNano: `${atInMs}000000`,
    eventName: name,
    traceId: testTraceId,
    spanId: spanIdOf(spanId),
    attributes: otlpAttributes(attributes),
  }
  return { resourceLogs: [{ scopeLogs: [{ scope: { name: 'test' }, logRecords: [record] }] }] }
}

interface StatedEvent {
  readonly atInMs: number
  readonly spanId: string
  readonly attributes: Readonly<Record<string, Value>>
}

/** Sixteen hexadecimal digits for a short name. */
export function spanIdOf(name: string): string {
  return Buffer.from(name.padEnd(8, '.').slice(0, 8)).toString('hex')
}

function otlpAttributes(attributes: Readonly<Record<string, Value>>) {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value:
      typeof value === 'string'
        ? { stringValue: value }
        : typeof value === 'boolean'
          ? { boolValue: value }
          : Number.isInteger(value)
            ? { intValue: String(value) }
            : { doubleValue: value },
  }))
}
