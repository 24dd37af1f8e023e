/** The first line of what was thrown, whatever it is. */
export function sayError(thrown: unknown): string {
  try {
    return (thrown instanceof Error ? thrown.message : String(thrown)).split('\n')[0] ?? ''
  } catch {
    return 'an unreadable error'
  }
}
