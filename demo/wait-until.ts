import { setTimeout as wait } from 'node:timers/promises'

/** Looks every 50 ms until something is so, the time is over, or the signal stops it. */
export async function waitUntil(
  isSo: () => boolean,
  { signal, timeoutInMs }: { readonly signal: AbortSignal; readonly timeoutInMs: number },
): Promise<void> {
  const giveUpAt = performance.now() + timeoutInMs
  while (!isSo() && !signal.aborted && performance.now() < giveUpAt) await wait(50)
}
