/** A duration as people say it: `420 ms`, `8.4 s`, `42 s`, `1 min 35 s`, `2 h 05 min`; null is "not measured". */
export function formatDuration(durationInMs: number | null): string {
  if (durationInMs === null) return 'not measured'
  const milliseconds = Math.round(durationInMs)
  if (milliseconds === 0 && durationInMs > 0) return 'under 1 ms'
  if (milliseconds < 1000) return `${milliseconds} ms`
  if (durationInMs < 9950) return `${(durationInMs / 1000).toFixed(1)} s`
  const seconds = Math.round(durationInMs / 1000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`
  const minutes = Math.round(durationInMs / 60_000)
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0')
}
