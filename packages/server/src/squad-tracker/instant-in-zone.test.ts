import { expect, it } from 'vitest'
import { instantInZone } from './instant-in-zone.ts'

it.each([
  ['2025-08-07T14:03:11.123456', 'Europe/Berlin', '2025-08-07T12:03:11.123Z'],
  ['2025-12-07 14:03:11', 'Europe/Berlin', '2025-12-07T13:03:11.000Z'],
  ['2025-03-30T03:30:00', 'Europe/Berlin', '2025-03-30T01:30:00.000Z'],
  ['2025-08-07T00:15:00', 'Asia/Kolkata', '2025-08-06T18:45:00.000Z'],
  ['2024-02-29T12:00:00+02:00', 'UTC', '2024-02-29T10:00:00.000Z'],
  ['2025-08-07T14:03:11.5Z', 'Europe/Berlin', '2025-08-07T14:03:11.500Z'],
  ['2025-08-07T14:03:11-07:00', 'Europe/Berlin', '2025-08-07T21:03:11.000Z'],
])('%s in %s is %s', (time, zone, instant) => {
  expect(new Date(instantInZone(time, zone) ?? Number.NaN).toISOString()).toBe(instant)
})

it.each([
  '',
  'yesterday',
  '2025-08-07',
  '2025-02-30T25:00:00',
  '2026-02-31T12:00:00',
  '2026-02-30T12:00:00+02:00',
  '2026-02-29T12:00:00Z',
  '2026-04-31T12:00:00.5',
  '2026-04-30T24:00:00',
  '2026-04-30T24:00:00-07:00',
  '2026-04-30T12:00:00+25:00',
])('%j is no time', (time) => {
  expect(instantInZone(time, 'UTC')).toBeNull()
})
