import { asText, type JsonObject } from '../read-json-value.ts'

const isoInstant = /^\d{4}-\d{2}-\d{2}T/

/** The minute of the time that was read last, as `2026-11-30T08:15:`, in which the next one mostly lies, too. */
let minute = '?'
let minuteInMs = 0

/** When a transcript record was written, in milliseconds since 1970; null if it does not say. */
export function recordTimeInMs(record: JsonObject): number | null {
  const text = asText(record['timestamp'])
  if (text === null) return null
  const inMinute = text.startsWith(minute) ? secondsInMs(text) : Number.NaN
  if (!Number.isNaN(inMinute)) return minuteInMs + inMinute
  const time = isoInstant.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(time)) return null
  const seconds = secondsInMs(text)
  if (!Number.isNaN(seconds) && !text.startsWith('24', 11)) {
    // an hour of one instant
    minute = text.slice(0, 17)
    minuteInMs = time - seconds
  }
  return time
}

/** The seconds in `2026-11-30T08:15:59.123Z`; not a number if the text is written in another way. */
function secondsInMs(text: string): number {
  if (text.length !== 24 || text[19] !== '.' || text[23] !== 'Z' || (text[17] ?? '') > '5') return Number.NaN
  const digit = (at: number) => '0123456789'.indexOf(text[at] ?? '?')
  const digits = [digit(17), digit(18), digit(20), digit(21), digit(22)] as const
  if (digits.includes(-1)) return Number.NaN
  return digits[0] * 10_000 + digits[1] * 1000 + digits[2] * 100 + digits[3] * 10 + digits[4]
}
