import { describe, expect, it } from 'vitest'
import { createLayeredSpool } from '../spool/layered-spool.ts'
import { createMemorySpool } from '../spool/memory-spool.ts'
import type { Server, Submission } from '../transport/transport.ts'
import { createDelivery } from './delivery.ts'
import { emptyDeliveryCounts } from './delivery-counts.ts'
import { createReceiptBook } from './receipt-book.ts'

const minuteInMs = 60_000

/** A delivery of one report to a server that answers what the test says, under the test's clock. */
function openDelivery(submission: Submission) {
  const state = { nowInMs: 1e12, submits: 0, url: 'http://a' }
  const server = (): Server => ({ url: state.url, key: 'k', keySource: 'given', isDiscovered: false })
  const spool = createLayeredSpool([createMemorySpool()], { onFallback: () => {} })
  spool.append('{"id":"a"}')
  const delivery = createDelivery({
    spool,
    receipts: createReceiptBook({ timeoutInMs: 1, onAwaited: () => {}, onTimeout: () => {} }),
    deadLetters: null,
    counts: emptyDeliveryCounts(),
    search: async () => ({ kind: 'found', server: server() }),
    openTransport: async () => ({
      subscribe: () => () => {},
      async submit() {
        state.submits += 1
        return submission
      },
    }),
    warn: () => {},
    clock: () => state.nowInMs,
    random: () => 1,
  })
  delivery.wake()
  return { delivery, state }
}

describe('a refused key', () => {
  it('rests for ten minutes, then is tried again', async () => {
    const { delivery, state } = openDelivery({ kind: 'key-refused', message: 'no' })
    await delivery.drain()
    state.nowInMs += 9 * minuteInMs
    expect(await delivery.drain()).toBe(false)
    expect(state.submits).toBe(1)
    state.nowInMs += minuteInMs
    await delivery.drain()
    expect(state.submits).toBe(2)
    delivery.stop()
  })

  it('is refused by one address alone, and by no clock that was set back', async () => {
    const { delivery, state } = openDelivery({ kind: 'key-refused', message: 'no' })
    await delivery.drain()
    state.url = 'http://b'
    await delivery.drain()
    expect(state.submits).toBe(2)
    state.nowInMs -= 60 * minuteInMs
    await delivery.drain()
    expect(state.submits).toBe(3)
    delivery.stop()
  })
})
