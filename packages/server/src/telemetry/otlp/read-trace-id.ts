const traceId = /^[0-9a-f]{32}$/
const spanId = /^[0-9a-f]{16}$/
const onlyZeros = /^0+$/

/** In small letters; null if it is none. */
export function readTraceId(value: unknown): string | null {
  return readHex(value, traceId)
}

/** In small letters; null if it is none, as of a span without a parent. */
export function readSpanId(value: unknown): string | null {
  return readHex(value, spanId)
}

function readHex(value: unknown, pattern: RegExp): string | null {
  const text = typeof value === 'string' ? value.toLowerCase() : ''
  return pattern.test(text) && !onlyZeros.test(text) ? text : null
}
