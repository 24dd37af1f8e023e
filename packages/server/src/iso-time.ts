/** ISO 8601 in UTC. */
export function isoTime(instantInMs: number): string {
  return new Date(instantInMs).toISOString()
}

export function isoTimeOrNull(instantInMs: number | null): string | null {
  return instantInMs === null ? null : isoTime(instantInMs)
}
