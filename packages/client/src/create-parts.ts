import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import type { ArenaConfig } from './arena-options.ts'
import { createEngine, type Engine } from './engine/engine.ts'
import { createDelivery, type Delivery } from './report/delivery.ts'
import { type DeliveryCounts, emptyDeliveryCounts } from './report/delivery-counts.ts'
import { createReceiptBook, type ReceiptBook } from './report/receipt-book.ts'
import { startAdopting } from './report/start-adopting.ts'
import { createDeadLetters } from './spool/dead-letters.ts'
import { toDestination } from './spool/destination.ts'
import { createFileSpool } from './spool/file-spool.ts'
import { createLayeredSpool, type LayeredSpool } from './spool/layered-spool.ts'
import { createMemorySpool } from './spool/memory-spool.ts'
import type { UpdateSource } from './subscribe/update-stream.ts'
import { normalizeUrl } from './transport/credentials.ts'
import { createHttpFetch } from './transport/http-fetch.ts'
import { searchServer } from './transport/search-server.ts'
import type { Transport } from './transport/transport.ts'
import type { Warn } from './warn-once.ts'

/** What an arena works with, put together once at its first use. */
export interface Parts {
  readonly spool: LayeredSpool
  readonly receipts: ReceiptBook
  readonly delivery: Delivery
  readonly counts: DeliveryCounts
  readonly tornLines: () => number
  readonly source: UpdateSource
  /** Null where this process only ever goes to a server of another. */
  readonly engine: Engine | null
}

export function createParts(config: ArenaConfig, { warn }: { readonly warn: Warn }): Parts {
  const { home, url, key, requestTimeoutInMs } = config
  const clock = Date.now
  const random = Math.random
  const counts = emptyDeliveryCounts()
  const folder = home === null ? null : join(home, 'spool')
  let tornLines = 0
  let isSpoolWritable = folder !== null

  const memory = createMemorySpool({
    onLost(count) {
      counts.lost += count
      warn({
        code: 'lost',
        message: `${count} report(s) were neither sent nor written to a spool, and are lost.`,
      })
    },
  })
  const files =
    folder === null
      ? []
      : [
          createFileSpool(folder, {
            destination: toDestination({ url: url === null ? null : (normalizeUrl(url) ?? url), key }),
            clock,
            maxBytes: config.maxSpoolBytes,
            onTornLines(count) {
              tornLines += count
              warn({
                code: 'spool-torn',
                message: `The spool held ${count} report(s) cut off by a crash or a full disk.`,
              })
            },
          }),
        ]
  if (folder === null)
    warn({
      code: 'spool-unavailable',
      message:
        'There is no home folder. Reports not yet sent are lost when this process ends; set ARENA_HOME.',
    })
  const spool = createLayeredSpool([...files, memory], {
    onFallback() {
      isSpoolWritable = false
      warn({
        code: 'spool-unavailable',
        message: `The spool cannot be written in ${folder}. Reports not yet sent are lost when this process ends.`,
      })
    },
  })

  const searchFetch = createHttpFetch({ isUnref: true, timeoutInMs: 2_000 })
  const search = () => searchServer(config, searchFetch)
  let stopAdopting = () => {}
  const engine =
    home === null || url !== null || !config.mayEmbed || !isMainThread // another may be ended within a call of the driver
      ? null
      : createEngine({
          home,
          search,
          random,
          warn: (warning) => isSpoolWritable && warn(warning), // else it is said already, and for the same reason
          onOwner(isOwner) {
            stopAdopting()
            if (isOwner) stopAdopting = startAdopting(delivery)
          },
        })
  const source: UpdateSource = {
    random,
    warn,
    search: engine?.search ?? search,
    openTransport: memoize(async () => {
      const { createTrpcTransport } = await import('./transport/trpc-transport.ts') // only when there is something to send
      return createTrpcTransport({ requestTimeoutInMs, clock })
    }),
  }

  const receipts = createReceiptBook({
    timeoutInMs: config.receiptTimeoutInMs,
    onAwaited: () => delivery.wake({ isUrgent: true }),
    onTimeout: () => delivery.suspect(),
  })
  const deadLetters = folder === null ? null : createDeadLetters(folder, { clock })
  const delivery = createDelivery({ ...source, spool, receipts, deadLetters, counts, clock })
  return { spool, receipts, delivery, counts, tornLines: () => tornLines, source, engine }
}

function memoize(open: () => Promise<Transport>): () => Promise<Transport> {
  let opened: Promise<Transport> | undefined
  return () => {
    opened ??= open()
    return opened
  }
}
