type Values = Readonly<Record<string, number | string>>

/** Names what differs, such as `xp is 12, not 10`; null when all is equal, sums of floats up to their rounding. */
export function compareValues(held: Values, expected: Values): string | null {
  const differences = Object.entries(expected).flatMap(([name, value]) =>
    isEqual(held[name], value) ? [] : [`${name} is ${held[name]}, not ${value}`],
  )
  return differences.length === 0 ? null : differences.join(', ')
}

function isEqual(held: number | string | undefined, expected: number | string): boolean {
  if (held === expected) return true
  if (typeof held !== 'number' || typeof expected !== 'number') return false
  if (Number.isSafeInteger(held) && Number.isSafeInteger(expected)) return false
  return Math.abs(held - expected) <= Math.max(1e-6, 1e-9 * Math.abs(expected))
}
