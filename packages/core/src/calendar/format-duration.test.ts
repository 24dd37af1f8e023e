import { describe, expect, it } from 'vitest'
import { formatDuration } from './format-duration.ts'

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [0.2, 'under 1 ms'],
    [340, '340 ms'],
    [999.7, '1 s'],
    [1_000, '1 s'],
    [9_500, '9.5 s'],
    [9_960, '10 s'],
    [59_700, '1 min'],
    [95_000, '1 min 35 s'],
    [600_000, '10 min'],
    [3_599_900, '1 h'],
    [7_500_000, '2 h 5 min'],
    [36_000_000_000, '10000 h'],
  ])('tells %d ms as %s', (durationInMs, text) => {
    expect(formatDuration(durationInMs)).toBe(text)
  })
})
