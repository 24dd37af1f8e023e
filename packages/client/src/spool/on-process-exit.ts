const listeners = new Set<() => void>()

function runListeners(): void {
  for (const listener of listeners) {
    try {
      listener()
    } catch {}
  }
}

/** Calls `listener` when this process ends by itself; the answer forgets it. One listener on `process` serves all. */
export function onProcessExit(listener: () => void): () => void {
  if (listeners.size === 0) process.on('exit', runListeners)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) process.off('exit', runListeners)
  }
}
