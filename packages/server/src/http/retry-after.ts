/** The header for the longest of the waits, in whole seconds; no header when there is none. */
export function retryAfter(waitsInMs: readonly (number | null)[]): Record<string, string> {
  const longestInMs = Math.max(0, ...waitsInMs.map((wait) => wait ?? 0))
  return longestInMs === 0 ? {} : { 'retry-after': String(Math.ceil(longestInMs / 1000)) }
}
