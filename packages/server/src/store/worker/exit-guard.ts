import { MessageChannel, type MessagePort } from 'node:worker_threads'

/**
 * A process that ends stops its threads wherever they are, and the database's driver aborts the whole process when
 * that happens inside one of its calls. So the process waits at its end until the thread of the driver stands still.
 */
export interface ExitGuard {
  /** One of `phases`, shared between threads. */
  readonly phase: Int32Array
  readonly port: MessagePort
}

const phases = { unused: 0, inUse: 1, still: 2 }
const longestWaitInMs = 2_000

/** In the main thread: makes a guard, to be handed to the thread of the driver. `forget` when that has ended. */
export function createExitGuard(): { readonly guard: ExitGuard; forget(): void } {
  const phase = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const { port1, port2 } = new MessageChannel()
  const waitUntilStill = () => {
    if (Atomics.compareExchange(phase, 0, phases.unused, phases.still) !== phases.inUse) return
    port1.postMessage('stand still')
    Atomics.wait(phase, 0, phases.inUse, longestWaitInMs)
  }
  process.on('exit', waitUntilStill)
  return {
    guard: { phase, port: port2 },
    forget() {
      process.off('exit', waitUntilStill)
      port1.close()
    },
  }
}

/** In the thread of the driver, before it loads the driver: between two of its turns it can be told to stand still. */
export function standUnderGuard({ phase, port }: ExitGuard): void {
  const standStill = () => {
    Atomics.store(phase, 0, phases.still)
    Atomics.notify(phase, 0)
    Atomics.wait(phase, 0, phases.still) // until the process is gone
  }
  if (Atomics.compareExchange(phase, 0, phases.unused, phases.inUse) !== phases.unused) standStill()
  port.on('message', standStill)
  port.unref()
}

/** In the thread that made the driver's, when that has ended. */
export function leaveGuard({ phase }: ExitGuard): void {
  Atomics.store(phase, 0, phases.still)
  Atomics.notify(phase, 0)
}
