/** An exact fraction with a positive denominator, not reduced. */
export interface Rational {
  readonly numerator: bigint
  readonly denominator: bigint
}

export const one: Rational = { numerator: 1n, denominator: 1n }
export const zero: Rational = { numerator: 0n, denominator: 1n }

/** The decimal that `value` prints as: 0.82 becomes 82/100, not its binary neighbour. */
export function toRational(value: number): Rational {
  if (Number.isSafeInteger(value)) return { numerator: BigInt(value), denominator: 1n }
  const thousandths = Math.round(value * 1000)
  // Up to 15 digits print as they are stated, so this is the same fraction, found without printing.
  if (thousandths < 1e15 && thousandths / 1000 === value) {
    return { numerator: BigInt(thousandths), denominator: 1000n }
  }
  const [mantissa = '0', exponent = '0'] = String(value).split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  const scale = fraction.length - Number(exponent)
  const digits = BigInt(whole + fraction)
  return scale >= 0
    ? { numerator: digits, denominator: 10n ** BigInt(scale) }
    : { numerator: digits * 10n ** BigInt(-scale), denominator: 1n }
}

export function add(a: Rational, b: Rational): Rational {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  }
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, { numerator: -b.numerator, denominator: b.denominator })
}

export function multiply(a: Rational, b: Rational): Rational {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator }
}

/** `b` must be above zero. */
export function divide(a: Rational, b: Rational): Rational {
  return { numerator: a.numerator * b.denominator, denominator: a.denominator * b.numerator }
}

export function isAtMost(a: Rational, b: Rational): boolean {
  return a.numerator * b.denominator <= b.numerator * a.denominator
}

export function smaller(a: Rational, b: Rational): Rational {
  return isAtMost(a, b) ? a : b
}

export function larger(a: Rational, b: Rational): Rational {
  return isAtMost(a, b) ? b : a
}

/** Of a value that is not negative. */
export function floor(value: Rational): number {
  return Number(value.numerator / value.denominator)
}

/** The nearest number, for showing. */
export function toNumber(value: Rational): number {
  if (Number(value.denominator) === Number.POSITIVE_INFINITY) {
    return toNumber({ numerator: value.numerator >> 64n, denominator: value.denominator >> 64n })
  }
  return Number(value.numerator) / Number(value.denominator)
}
