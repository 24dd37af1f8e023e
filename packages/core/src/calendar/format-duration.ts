/** A duration as people say it: `420 ms`, `8.4 s`, `42 s`, `1 min 35 s`, `5 min`, `2 h 05 min`. */
export function formatDuration(durationInMs: number): string {
  const milliseconds = Math.round(durationInMs)
  if (milliseconds === 0 && durationInMs > 0) return 'under 1 ms'
  if (milliseconds < 1000) return `${milliseconds} ms`
  if (durationInMs < 9950) return `${(durationInMs / 1000).toFixed(1)} s`
  const seconds = Math.round(durationInMs / 1000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return joinUnits(seconds, ['min', 's'])
  return joinUnits(Math.round(durationInMs / 60_000), ['h', 'min'])
}

/** `count` of the small unit, sixty of which make a big one. */
function joinUnits(count: number, [big, small]: readonly [string, string]): string {
  const rest = count % 60
  const whole = `${Math.floor(count / 60)} ${big}`
  return rest === 0 ? whole : `${whole} ${String(rest).padStart(2, '0')} ${small}`
}
