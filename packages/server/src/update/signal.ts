/** A word that something happened, heard by all who wait at that moment. */
export interface Signal {
  /** Resolves at the next `fire`. Taken before a look at what may change, it can't miss the change. */
  next(): Promise<void>
  fire(): void
}

export function createSignal(): Signal {
  let fireCurrent = () => {}
  let current = renew()

  function renew(): Promise<void> {
    return new Promise((resolve) => {
      fireCurrent = resolve
    })
  }

  return {
    next: () => current,
    fire() {
      fireCurrent()
      current = renew()
    },
  }
}
