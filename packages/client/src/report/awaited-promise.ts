/**
 * A promise that tells when somebody first waits for it. Sockets and timers of the client do not keep a
 * process alive; without this, Node would end in the middle of `await arena.report(...)`.
 */
export class AwaitedPromise<T> extends Promise<T> {
  #onAwaited: (() => void) | undefined

  /** What `then` derives is a plain promise, so that only this one tells. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise
  }

  /** `onAwaited` is called at most once, at the first `then`, `catch`, `finally` or `await`. */
  static create<T>(
    executor: (resolve: (value: T) => void) => void,
    onAwaited: () => void,
  ): AwaitedPromise<T> {
    const promise = new AwaitedPromise<T>(executor)
    promise.#onAwaited = onAwaited
    return promise
  }

  // biome-ignore lint/suspicious/noThenProperty: overriding it is what this class is for
  override then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    const onAwaited = this.#onAwaited
    this.#onAwaited = undefined
    onAwaited?.()
    return super.then(onFulfilled, onRejected)
  }
}

/** Settles like `work`; holds the process until then if awaited, for at most `timeoutInMs`, then gives `late()`. */
export function holdWhileAwaited<T>(
  work: Promise<T>,
  { timeoutInMs, late }: { readonly timeoutInMs: number; readonly late: () => T },
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  return AwaitedPromise.create<T>(
    (resolve) => {
      timer = setTimeout(() => resolve(late()), timeoutInMs).unref()
      const settle = (value: T) => {
        clearTimeout(timer)
        resolve(value)
      }
      work.then(settle, () => settle(late()))
    },
    () => timer?.ref(),
  )
}
