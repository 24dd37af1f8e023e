import { describe, expect, it } from 'vitest'
import { formatTime } from './format-time.ts'

describe('formatTime', () => {
  it('shows the minute in UTC', () => {
    expect(formatTime('2026-11-22T00:05:59.123Z')).toBe('2026-11-22 00:05')
  })

  it('shows the minute of another zone', () => {
    expect(formatTime('2026-11-22T23:48:00Z', 'Asia/Tokyo')).toBe('2026-11-23 08:48')
  })
})
