import type { Topic, Update, UpdateFrame } from '@arena/core'
import { describe, expect, it } from 'vitest'
import type { UpdateListener } from '../transport/transport.ts'
import type { ArenaWarning } from '../warn-once.ts'
import { createUpdateListeners } from './update-listeners.ts'
import type { UpdateSource } from './update-stream.ts'
import { iterateUpdates } from './updates.ts'

const update = (seq: number) => ({ type: 'xp-gained', seq }) as Update

/** A connection whose other end the test holds. */
function holdConnections() {
  const connections: {
    readonly topic: Topic | null
    readonly lastEventId: string | null
    readonly listener: UpdateListener
    isOpen: boolean
  }[] = []
  const warnings: ArenaWarning[] = []
  const server = { url: 'http://a', key: 'k', keySource: 'given', isDiscovered: false } as const
  const source: UpdateSource = {
    random: () => 0,
    warn: (warning) => warnings.push(warning),
    search: async () => ({ kind: 'found', server }),
    openTransport: async () => ({
      submit: () => Promise.reject(new Error('not used')),
      subscribe(_server, { topic, lastEventId, listener }) {
        const connection = { topic, lastEventId, listener, isOpen: true }
        connections.push(connection)
        return () => {
          connection.isOpen = false
        }
      },
    }),
  }
  async function connection(index: number) {
    while (connections[index] === undefined) await new Promise((resolve) => setImmediate(resolve))
    return connections[index]
  }
  const frame = (...seqs: number[]): UpdateFrame => ({ updates: seqs.map(update) })
  return { source, connections, connection, warnings, frame }
}

describe('iterateUpdates', () => {
  it('goes on behind the last frame after a loss', async () => {
    const { source, connection, frame } = holdConnections()
    const updates = iterateUpdates(source)
    const first = await connection(0)
    first.listener.onFrame({ updates: [] }, 'e-4')
    first.listener.onFrame(frame(5, 6), 'e-6')
    first.listener.onLost({ refusal: null })
    const second = await connection(1)
    expect([first.lastEventId, second.lastEventId]).toEqual([null, 'e-6'])
    second.listener.onFrame(frame(7), 'e-7')
    expect(
      [await updates.next(), await updates.next(), await updates.next()].map(({ value }) => value),
    ).toEqual([5, 6, 7].map(update))
    await updates.return?.()
    expect(second.isOpen).toBe(false)
    expect(await updates.next()).toEqual({ done: true, value: undefined })
  })

  it('lets go of the connection while too much is unread, and goes on when it is read', async () => {
    const { source, connections, connection, frame } = holdConnections()
    const updates = iterateUpdates(source)
    const first = await connection(0)
    const seqs = Array.from({ length: 1_001 }, (_, n) => n + 1)
    first.listener.onFrame(frame(...seqs), 'e-1001')
    expect(first.isOpen).toBe(false)
    for (const seq of seqs) expect((await updates.next()).value).toEqual(update(seq))
    expect(connections).toHaveLength(1)
    const next = updates.next()
    const second = await connection(1)
    expect(second.lastEventId).toBe('e-1001')
    second.listener.onFrame(frame(1_002), 'e-1002')
    expect((await next).value).toEqual(update(1_002))
    await updates.return?.()
  })

  it('tells of a gap, and ends with its signal', async () => {
    const { source, connection } = holdConnections()
    const stop = new AbortController()
    let resets = 0
    const updates = iterateUpdates(source, {
      signal: stop.signal,
      onReset: () => {
        resets += 1
        throw new Error('a fault of the host')
      },
    })
    const next = updates.next()
    ;(await connection(0)).listener.onFrame({ reset: true, updates: [] }, 'f-9')
    expect(resets).toBe(1)
    stop.abort()
    expect(await next).toEqual({ done: true, value: undefined })
  })
})

describe('createUpdateListeners', () => {
  it('calls listeners of the type, whatever the others do, and closes with the last', async () => {
    const { source, connection, frame, warnings } = holdConnections()
    const listeners = createUpdateListeners(source)
    const seen: number[] = []
    const offs = [
      listeners.add('xp-gained', () => {
        throw new Error('a fault of the host')
      }),
      listeners.add('xp-gained', () => {
        throw Object.create(null)
      }),
      listeners.add('xp-gained', async () => Promise.reject(new Error('another'))),
      listeners.add('level-reached', () => seen.push(-1)),
      listeners.add('xp-gained', ({ seq }) => seen.push(seq)),
    ]
    const first = await connection(0)
    first.listener.onFrame(frame(1, 2), 'e-2')
    expect(seen).toEqual([1, 2])
    expect(warnings[0]?.code).toBe('listener-failed')
    for (const off of offs) off()
    expect(first.isOpen).toBe(false)
  })

  it('says when the key may not read', async () => {
    const { source, connection, warnings } = holdConnections()
    const listeners = createUpdateListeners(source)
    listeners.add('xp-gained', () => {})
    ;(await connection(0)).listener.onLost({ refusal: 'The key is revoked.' })
    expect(warnings.map(({ code }) => code)).toEqual(['updates-refused'])
    listeners.close()
  })
})
