/** A parsed JSON object whose shape nobody vouches for. */
export type JsonObject = Readonly<Record<string, unknown>>

const highestCredibleCount = 1e12

/** The value as an object, or null if it is none. */
export function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null
}

/** The objects in a list; none if the value is no list. */
export function asObjects(value: unknown): readonly JsonObject[] {
  if (!Array.isArray(value)) return nothing
  return value.every((item) => asObject(item) !== null)
    ? value
    : value.filter((item) => asObject(item) !== null)
}

const nothing: readonly JsonObject[] = []

/** The value as text that is not empty, else null. */
export function asText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** The value as a count; 0 if it is none or not credible. */
export function asCount(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= highestCredibleCount
    ? value
    : 0
}
