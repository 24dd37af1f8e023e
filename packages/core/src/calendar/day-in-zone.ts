import { dayOfDate } from './day.ts'

interface Zone {
  readonly format: Intl.DateTimeFormat
  /** The half minute asked for last and its day: reports come in the order of time, and each is asked for twice. */
  halfMinute: number
  day: number
}

// Since 1970 days have begun on half minutes in every zone: Liberia was 44 minutes and a half behind.
const halfMinuteInMs = 30_000
const zones = new Map<string, Zone>()

/** The calendar day of an instant in an IANA time zone, as days since 1 January 1970. */
export function dayInZone(instantInMs: number, zone: string): number {
  const known = readZone(zone)
  const halfMinute = Math.floor(instantInMs / halfMinuteInMs)
  if (known.halfMinute !== halfMinute) {
    const [month = 0, day = 0, year = 0] = known.format.format(instantInMs).split('/').map(Number)
    known.day = dayOfDate({ year, month, day })
    known.halfMinute = halfMinute
  }
  return known.day
}

/** Whether this runtime knows the time zone. */
export function isTimeZone(zone: string): boolean {
  try {
    readZone(zone)
    return true
  } catch {
    return false
  }
}

function readZone(zone: string): Zone {
  const known = zones.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  })
  const read = { format, halfMinute: Number.NaN, day: Number.NaN }
  zones.set(zone, read)
  return read
}
