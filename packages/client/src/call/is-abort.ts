/** Whether what was thrown says that somebody gave the call up. */
export function isAbort(thrown: unknown): boolean {
  try {
    return (
      typeof thrown === 'object' && thrown !== null && (thrown as { name?: unknown }).name === 'AbortError'
    )
  } catch {
    return false
  }
}
