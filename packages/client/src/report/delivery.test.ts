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

/** A delivery whose timer the test lets run, to a server that takes everything as soon as the test says so. */
function openPacedDelivery() {
  const state = { nowInMs: 1e12, delays: [] as number[], sizes: [] as number[] }
  const spool = createLayeredSpool([createMemorySpool()], { onFallback: () => {} })
  const answers: (() => void)[] = []
  let act = () => {}
  let reports = 0
  const delivery = createDelivery({
    spool,
    receipts: createReceiptBook({ timeoutInMs: 1, onAwaited: () => {}, onTimeout: () => {} }),
    deadLetters: null,
    counts: emptyDeliveryCounts(),
    search: async () => ({
      kind: 'found',
      server: { url: 'http://a', key: 'k', keySource: 'given', isDiscovered: false },
    }),
    openTransport: async () => ({
      subscribe: () => () => {},
      submit(_, sent) {
        state.sizes.push(sent.length)
        return new Promise((resolve) => {
          answers.push(() => resolve({ kind: 'answered', epoch: 'e', answers: [] }))
        })
      },
    }),
    warn: () => {},
    clock: () => state.nowInMs,
    random: () => 1,
    startTimer(later, delayInMs) {
      state.delays.push(delayInMs)
      act = later
      return () => {}
    },
  })
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  return {
    delivery,
    state,
    report(options = { isUrgent: false }) {
      reports += 1
      spool.append(`{"id":"${reports}"}`)
      delivery.wake(options)
    },
    async fire() {
      act()
      await turn()
    },
    async answer() {
      answers.shift()?.()
      await turn()
    },
  }
}

describe('reports that nobody waits for', () => {
  it('go at once after a quiet time, then together once a second', async () => {
    const { delivery, state, report, fire, answer } = openPacedDelivery()
    report()
    expect(state.delays).toEqual([10])
    await fire()
    report()
    report()
    await answer() // those two came meanwhile
    expect(state.sizes).toEqual([1])
    expect(state.delays).toEqual([10, 1000])
    state.nowInMs += 1000
    report()
    await fire()
    await answer()
    expect(state.sizes).toEqual([1, 3])
    state.nowInMs += 100
    report()
    state.nowInMs += 1000
    await fire()
    await answer()
    report()
    state.nowInMs += 60_000
    report()
    expect(state.delays).toEqual([10, 1000, 900, 1000])
    delivery.stop()
  })

  it('are sent on as long as there are more than came meanwhile', async () => {
    const { delivery, state, report, fire, answer } = openPacedDelivery()
    for (let count = 0; count < 150; count += 1) report()
    await fire()
    report()
    await answer()
    expect(state.sizes).toEqual([100, 51])
    delivery.stop()
  })

  it('are sent on while a backlog is left, however many come meanwhile', async () => {
    const { delivery, state, report, fire, answer } = openPacedDelivery()
    for (let count = 0; count < 350; count += 1) report()
    await fire()
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 150; count += 1) report()
      await answer()
    }
    expect(state.sizes).toEqual([100, 100, 100, 100])
    expect(state.delays).toEqual([10])
    delivery.stop()
  })

  it('are not taken for sent by a flush, while as many more come', async () => {
    const { delivery, state, report, fire, answer } = openPacedDelivery()
    const sent = () => state.sizes.reduce((sum, size) => sum + size, 0)
    for (let count = 0; count < 550; count += 1) report()
    await fire()
    const flushed = delivery.drain().then((isAll) => ({ isAll, sent: sent() }))
    for (let round = 0; round < 4; round += 1) {
      for (let count = 0; count < 100; count += 1) report()
      await answer()
    }
    for (let round = 0; round < 8; round += 1) await answer()
    expect(await flushed).toEqual({ isAll: true, sent: 950 })
    delivery.stop()
  })

  it('go at once with one that somebody waits for, and with a flush', async () => {
    const { delivery, state, report, fire, answer } = openPacedDelivery()
    report()
    await fire()
    await answer()
    report()
    report({ isUrgent: true })
    expect(state.delays).toEqual([10, 1000, 0])
    await fire()
    report({ isUrgent: true })
    await answer()
    expect(state.sizes).toEqual([1, 2, 1])
    await answer()
    report()
    const flushed = delivery.drain()
    await answer() // of nothing: the flush sends in its own turn
    await answer()
    expect(await flushed).toBe(true)
    expect(state.sizes).toEqual([1, 2, 1, 1])
    delivery.stop()
  })
})
