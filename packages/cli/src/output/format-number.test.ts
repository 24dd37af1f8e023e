import { describe, expect, it } from 'vitest'
import { formatGain, formatNumber } from './format-number.ts'

describe('formatNumber', () => {
  it('separates thousands', () => {
    expect(formatNumber(1_234_567)).toBe('1,234,567')
  })
})

describe('formatGain', () => {
  it.each([
    [1234, '+1,234'],
    [0, '+0'],
    [-50, '-50'],
  ])('shows %i as %s', (xp, text) => {
    expect(formatGain(xp)).toBe(text)
  })
})
