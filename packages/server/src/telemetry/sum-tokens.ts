import type { Tokens } from './telemetry-fact.ts'

/** Null when there is nothing to sum. */
export function sumTokens(list: readonly Tokens[]): Tokens | null {
  if (list.length === 0) return null
  return {
    input: sumKnown(list.map(({ input }) => input)),
    output: sumKnown(list.map(({ output }) => output)),
    cacheRead: sumKnown(list.map(({ cacheRead }) => cacheRead)),
    cacheWrite: sumKnown(list.map(({ cacheWrite }) => cacheWrite)),
  }
}

/** Null when no amount is known. */
export function sumKnown(amounts: readonly (number | null)[]): number | null {
  const known = amounts.filter((amount) => amount !== null)
  return known.length === 0 ? null : known.reduce((sum, amount) => sum + amount, 0)
}
