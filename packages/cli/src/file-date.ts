/** A time as it stands in names of files: sorted by name, they are sorted by time. */
export function fileDate(atInMs: number): string {
  return new Date(atInMs).toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-')
}
