import { dayOfDate } from './day.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of an instant in an IANA time zone, as days since 1 January 1970. */
export function dayInZone(instantInMs: number, zone: string): number {
  const parts = formatFor(zone).formatToParts(instantInMs)
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  return dayOfDate({ year: read('year'), month: read('month'), day: read('day') })
}

/** Whether this runtime knows the time zone. */
export function isTimeZone(zone: string): boolean {
  try {
    formatFor(zone)
    return true
  } catch {
    return false
  }
}

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  })
  formats.set(zone, format)
  return format
}
