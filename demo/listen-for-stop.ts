const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Aborts at the first Ctrl-C or end signal; a second one ends the process at once. */
export function listenForStop(): AbortSignal {
  const stop = new AbortController()
  for (const signal of signals) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(130)
      stop.abort()
    })
  }
  return stop.signal
}
