import { AwaitedPromise } from './awaited-promise.ts'
import type { Receipt } from './receipt.ts'

interface OpenReceipt {
  readonly settle: (receipt: Receipt) => void
  readonly isOnDisk: boolean
}

/** The receipts still open, by report id. */
export interface ReceiptBook {
  /** A promise of the receipt. It always resolves: `spooled` once awaited for too long. */
  open(id: string, options: { readonly isOnDisk: boolean }): Promise<Receipt>
  settle(id: string, receipt: Receipt): void
  /** Says `spooled` to all that are open: nothing more will be known soon. */
  settleAllAsSpooled(): void
}

export interface ReceiptBookOptions {
  readonly timeoutInMs: number
  /**
   * Above this many, receipts say `spooled` at once, so that a silent server costs bounded memory: each takes 600 bytes, and
   * what outlives many of V8's small collections makes it take more memory for them. With 10,000 that was 20 MB more.
   */
  readonly maxOpen?: number
  readonly onAwaited: () => void
  readonly onTimeout: () => void
}

export function createReceiptBook(options: ReceiptBookOptions): ReceiptBook {
  const { timeoutInMs, maxOpen = 5_000, onAwaited, onTimeout } = options
  const openById = new Map<string, OpenReceipt[]>() // a list, since a caller may state the same id twice

  function settleOne(id: string, { settle, isOnDisk }: OpenReceipt): void {
    settle({ status: 'spooled', id, isOnDisk })
  }

  return {
    open(id, { isOnDisk }) {
      if (openById.size >= maxOpen) return Promise.resolve({ status: 'spooled', id, isOnDisk })
      let timer: NodeJS.Timeout | undefined
      let resolveReceipt: (receipt: Receipt) => void = () => {}
      let isSettled = false
      const entry: OpenReceipt = {
        isOnDisk,
        settle(receipt) {
          isSettled = true
          clearTimeout(timer)
          resolveReceipt(receipt)
        },
      }
      const present = openById.get(id)
      if (present === undefined) openById.set(id, [entry])
      else present.push(entry)
      return AwaitedPromise.create<Receipt>(
        (resolve) => {
          resolveReceipt = resolve
        },
        () => {
          if (isSettled) return
          timer = setTimeout(() => {
            remove(id, entry)
            settleOne(id, entry)
            onTimeout()
          }, timeoutInMs)
          onAwaited()
        },
      )
    },

    settle(id, receipt) {
      const entry = openById.get(id)?.[0]
      if (entry === undefined) return
      remove(id, entry)
      entry.settle(receipt)
    },

    settleAllAsSpooled() {
      const all = [...openById]
      openById.clear()
      for (const [id, entries] of all) for (const entry of entries) settleOne(id, entry)
    },
  }

  function remove(id: string, entry: OpenReceipt): void {
    const rest = (openById.get(id) ?? []).filter((other) => other !== entry)
    if (rest.length === 0) openById.delete(id)
    else openById.set(id, rest)
  }
}
