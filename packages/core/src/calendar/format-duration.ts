/** A duration for people: `340 ms`, `9.5 s`, `1 min 35 s`, `2 h 5 min`. */
export function formatDuration(durationInMs: number): string {
  if (durationInMs < 1) return durationInMs > 0 ? 'under 1 ms' : '0 ms'
  if (Math.round(durationInMs) < 1000) return `${Math.round(durationInMs)} ms`
  const tenths = Math.round(durationInMs / 100)
  if (tenths < 100) return `${tenths / 10} s`
  const seconds = Math.round(durationInMs / 1000)
  if (seconds < 3600) return join([Math.floor(seconds / 60), 'min'], [seconds % 60, 's'])
  const minutes = Math.round(durationInMs / 60_000)
  return join([Math.floor(minutes / 60), 'h'], [minutes % 60, 'min'])
}

function join(...parts: readonly (readonly [number, string])[]): string {
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ')
}
