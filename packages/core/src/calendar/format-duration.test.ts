import { describe, expect, it } from 'vitest'
import { formatDuration } from './format-duration.ts'

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [0.2, 'under 1 ms'],
    [420, '420 ms'],
    [999.7, '1.0 s'],
    [8400, '8.4 s'],
    [9960, '10 s'],
    [42_000, '42 s'],
    [59_600, '1 min'],
    [95_000, '1 min 35 s'],
    [3_599_700, '1 h'],
    [7_500_000, '2 h 05 min'],
  ])('says %d as %s', (durationInMs, text) => {
    expect(formatDuration(durationInMs)).toBe(text)
  })
})
