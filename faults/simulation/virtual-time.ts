/** A clock that moves from one planned act to the next, and never by itself. */
export interface VirtualTime {
  readonly nowInMs: number
  /** Plans an act; the answer calls it off. Acts of the same instant come in the order in which they were planned. */
  plan(act: () => void, delayInMs: number): () => void
  wait(delayInMs: number): Promise<void>
  /** Lets time pass until nothing is planned, or it is so late. */
  run(untilInMs: number): Promise<void>
}

interface Planned {
  readonly atInMs: number
  readonly number: number
  readonly act: () => void
}

/** `isQuiet` says whether nothing is under way but what waits for time to pass. */
export function createVirtualTime(options: {
  readonly startInMs: number
  readonly isQuiet: () => boolean
}): VirtualTime {
  let nowInMs = options.startInMs
  let planned: Planned[] = []
  let count = 0

  function plan(act: () => void, delayInMs: number): () => void {
    const entry = { atInMs: nowInMs + Math.max(0, Math.floor(delayInMs)), number: count++, act }
    const place = planned.findLastIndex(({ atInMs }) => atInMs <= entry.atInMs)
    planned.splice(place + 1, 0, entry)
    return () => {
      planned = planned.filter((other) => other !== entry)
    }
  }

  async function settle(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve))
    while (!options.isQuiet())
  }

  return {
    get nowInMs() {
      return nowInMs
    },
    plan,
    wait: (delayInMs) => new Promise((resolve) => plan(resolve, delayInMs)),
    async run(untilInMs) {
      await settle()
      while ((planned[0]?.atInMs ?? Infinity) <= untilInMs) {
        const next = planned.shift()
        if (!next) break
        nowInMs = next.atInMs
        next.act()
        await settle()
      }
      nowInMs = Math.max(nowInMs, untilInMs)
    },
  }
}
