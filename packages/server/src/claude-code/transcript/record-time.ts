import { asText, type JsonObject } from '../read-json-value.ts'

const isoInstant = /^\d{4}-\d{2}-\d{2}T/

/** When a transcript record was written, in milliseconds since 1970; null if it does not say. */
export function recordTimeInMs(record: JsonObject): number | null {
  const text = asText(record['timestamp'])
  if (text === null || !isoInstant.test(text)) return null
  const time = Date.parse(text)
  return Number.isNaN(time) ? null : time
}
