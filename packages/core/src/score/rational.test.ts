import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  divide,
  floor,
  isAtMost,
  multiply,
  type Rational,
  subtract,
  toNumber,
  toRational,
} from './rational.ts'

/** The digits that count, without point, exponent and zeros at the ends. */
const digitsOf = (text: string) =>
  text
    .replace(/e.*$/, '')
    .replace('.', '')
    .replace(/^0+|0+$/g, '')

const equals = (a: Rational, b: Rational) => isAtMost(a, b) && isAtMost(b, a)

describe('toRational', () => {
  const amounts = fc.oneof(
    fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
    fc.double({ min: 0, max: 1e6, noNaN: true }),
    fc.nat(10_000_000).map((thousandths) => thousandths / 1000),
    fc.nat(1_000_000_000).map((millionths) => millionths / 1e6),
  )

  it('is the decimal that a number prints as', () => {
    fc.assert(
      fc.property(amounts, (value) => {
        const { numerator, denominator } = toRational(value)
        expect(digitsOf(String(numerator))).toBe(digitsOf(String(value)))
        expect(digitsOf(String(denominator))).toBe('1')
        expect(toNumber(toRational(value))).toBeCloseTo(value, 9)
      }),
    )
  })

  it.each([
    [0.82, 82n, 100n],
    [0.1 + 0.2, 30_000_000_000_000_004n, 10n ** 17n],
    [5e-324, 5n, 10n ** 324n],
    [1e21, 10n ** 21n, 1n],
    [123456789.125, 123_456_789_125n, 1000n],
  ])('reads %s', (value, numerator, denominator) => {
    expect(equals(toRational(value), { numerator, denominator })).toBe(true)
  })
})

describe('rational arithmetic', () => {
  const decimal = fc.nat(100_000).map((hundredths) => toRational(hundredths / 100))
  const above = fc.integer({ min: 1, max: 100_000 }).map((hundredths) => toRational(hundredths / 100))

  it('undoes what it does, exactly', () => {
    fc.assert(
      fc.property(decimal, above, (a, b) => {
        expect(equals(subtract(add(a, b), b), a)).toBe(true)
        expect(equals(multiply(divide(a, b), b), a)).toBe(true)
      }),
    )
  })

  it('rounds down to the whole number below', () => {
    fc.assert(
      fc.property(decimal, (value) => {
        const whole = toRational(floor(value))
        expect(isAtMost(whole, value)).toBe(true)
        expect(isAtMost(add(whole, toRational(1)), value)).toBe(false)
      }),
    )
  })
})
