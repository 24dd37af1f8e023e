import { describe, expect, it } from 'vitest'
import { formatBar } from './format-bar.ts'

describe('formatBar', () => {
  it.each([
    [0, '░░░░'],
    [0.001, '█░░░'],
    [0.5, '██░░'],
    [0.999, '███░'],
    [1, '████'],
    [7, '████'],
    [-1, '░░░░'],
  ])('draws %d as %s', (share, bar) => {
    expect(formatBar(share, 4)).toBe(bar)
  })
})
