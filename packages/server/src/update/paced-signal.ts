import { createSignal, type Signal } from './signal.ts'

/** A signal that fires at once after a quiet time, and else no sooner than its pace after the last time. */
export interface PacedSignal extends Signal {
  /** Fires no more. */
  close(): void
}

export interface Pace {
  /** Asked for anew each time. */
  readonly paceInMs: () => number
  /** It fires unasked when it has not fired for this long. */
  readonly longestQuietInMs: number
  /** Called before those who wait are woken. */
  readonly onFire: () => void
}

export function createPacedSignal({ paceInMs, longestQuietInMs, onFire }: Pace): PacedSignal {
  const signal = createSignal()
  const quiet = setTimeout(fireNow, longestQuietInMs).unref()
  let firedAtInMs = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | null = null
  let isClosed = false

  function fireNow(): void {
    firedAtInMs = performance.now()
    quiet.refresh()
    onFire()
    signal.fire()
  }

  function fire(): void {
    if (timer || isClosed) return
    const waitInMs = firedAtInMs + paceInMs() - performance.now()
    if (waitInMs <= 0) fireNow()
    else timer = setTimeout(wake, Math.ceil(waitInMs)).unref()
  }

  /** Timers count whole milliseconds of a coarser clock: one that woke too soon waits for the rest. */
  function wake(): void {
    timer = null
    fire()
  }

  return {
    next: signal.next,
    fire,
    close() {
      isClosed = true
      clearTimeout(quiet)
      if (timer) clearTimeout(timer)
    },
  }
}
