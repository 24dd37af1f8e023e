const stated = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)?$/

/** The instant of a time such as 2025-08-07T14:03:11.123456, local to the zone unless it names an offset; null if it is none. */
export function instantInZone(time: string, zone: string): number | null {
  const match = stated.exec(time.trim())
  if (!match) return null
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction = '', offset] =
    match
  const inMs = fraction.slice(0, 3).padEnd(3, '0')
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${inMs}`
  const asUtc = parseOrNull(`${local}Z`)
  if (asUtc === null || new Date(asUtc).toISOString() !== `${local}Z`) return null // February 31 is read as March 3
  if (offset !== undefined) return parseOrNull(`${local}${offset}`)
  const first = asUtc - offsetOf(asUtc, zone)
  return asUtc - offsetOf(first, zone) // the offset of that instant, where a clock change lies between
}

function parseOrNull(time: string): number | null {
  const instantInMs = Date.parse(time)
  return Number.isNaN(instantInMs) ? null : instantInMs
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** By how much the clocks of a zone are ahead of UTC at an instant. */
function offsetOf(instantInMs: number, zone: string): number {
  const format = formats.get(zone) ?? createFormat(zone)
  formats.set(zone, format)
  const parts = Object.fromEntries(
    format.formatToParts(instantInMs).map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instantInMs / 1000) * 1000
}

function createFormat(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  })
}
