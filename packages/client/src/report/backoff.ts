const firstInMs = 500
const longestInMs = 60_000
const longestRetryAfterInMs = 60 * 60_000

/**
 * Milliseconds to wait before the next try: a random share of 0.5 s doubled per failure, up to 60 s,
 * so that many clients do not come back together. What the server asked for (`retryAfterInMs`) is the least.
 */
export function backoff(
  failures: number,
  {
    random,
    retryAfterInMs = null,
  }: { readonly random: () => number; readonly retryAfterInMs?: number | null },
): number {
  const ceiling = Math.min(longestInMs, firstInMs * 2 ** Math.max(0, failures - 1))
  const jittered = Math.floor(random() * ceiling)
  if (retryAfterInMs === null) return jittered
  const asked = Math.min(longestRetryAfterInMs, retryAfterInMs) + Math.floor(random() * firstInMs)
  return Math.max(jittered, asked) // a server that always asks for 0 is not asked for ever without a pause
}
