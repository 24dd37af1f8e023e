const wholeNumber = /^\d{1,20}$/
const nanosecondsInMs = 1_000_000n
/** The end of the year 9999, the last that ISO 8601 writes with four digits. */
const latestInMs = 253_402_300_799_999

/** Milliseconds since 1970 of an OTLP instant, which comes as text or as a number; null if it is none or 0. */
export function readNanoseconds(value: unknown): number | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = typeof value === 'number' ? String(Math.trunc(value)) : value
  if (!wholeNumber.test(text)) return null
  const timeInMs = Number(BigInt(text) / nanosecondsInMs)
  return timeInMs > 0 && timeInMs <= latestInMs ? timeInMs : null
}
