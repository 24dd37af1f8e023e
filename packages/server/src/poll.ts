/** Work that is done over and over until stopped. */
export interface Poll {
  /** Does it now, or joins what is under way. */
  now(): Promise<void>
  /** Resolves when nothing is under way. */
  stop(): Promise<void>
}

interface PollOptions {
  readonly everyInMs?: number
  /** Called with the first error of several in a row. */
  readonly onFailing: (error: unknown) => void
}

/** Does a piece of work again and again, one at a time, without keeping the process alive. */
export function startPolling(work: () => Promise<void>, { everyInMs = 500, onFailing }: PollOptions): Poll {
  let working: Promise<void> | null = null
  let isStopped = false
  let isFailing = false

  const now = async () => {
    if (isStopped) return
    working ??= work().finally(() => {
      working = null
    })
    await working
  }
  const timer = setInterval(() => {
    now().then(
      () => {
        isFailing = false
      },
      (error: unknown) => {
        if (!isFailing) onFailing(error)
        isFailing = true
      },
    )
  }, everyInMs)
  timer.unref()

  return {
    now,
    async stop() {
      isStopped = true
      clearInterval(timer)
      await working?.catch(() => undefined)
    },
  }
}
