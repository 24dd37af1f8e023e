import type { LedgerRow, UpdateFrame } from '@arena/core'
import { isTrackedEnvelope } from '@trpc/server'
import { describe, expect, it } from 'vitest'
import { createTestApp, type TestApp } from '../../test/create-test-app.ts'
import { testReport } from '../../test/test-report.ts'
import type { LedgerSlice, Store } from '../store/store.ts'
import { createFeed } from './feed.ts'
import type { Frame } from './frame.ts'

const allow = async () => {}
const noBoard = () => Promise.reject(new Error('there is no board here'))

function read(frame: Frame | undefined): { id: string | null; frame: UpdateFrame | undefined } {
  if (isTrackedEnvelope<UpdateFrame>(frame)) return { id: frame[0], frame: frame[1] }
  return { id: null, frame: frame as UpdateFrame | undefined }
}

/** A feed of its own over the app's store, so that a test alone decides when it wakes. */
async function follow(app: TestApp, changes: Partial<Store> = {}, maxStreams = 10) {
  const store = { ...app.parts.deps.store, ...changes }
  const feed = createFeed({
    store,
    achievementById: app.parts.achievementById,
    readBoard: noBoard,
    maxStreams,
    paceInMs: 0,
  })
  const leaving = new AbortController()
  const subscribe = async (check: () => Promise<unknown> = allow) => {
    const subscription = {
      topic: { workspaceId: app.owner.workspaceId, userId: app.owner.userId },
      ranksOf: app.owner,
      keyId: 'key-1',
      lastEventId: null,
      check,
      signal: leaving.signal,
    }
    return (await feed.subscribe(subscription))[Symbol.asyncIterator]()
  }
  return { feed, leaving, subscribe }
}

const submit = (app: TestApp, count = 1) =>
  app.mutate('report.submit', { schema: 1, reports: Array.from({ length: count }, () => testReport()) })

describe('createFeed', () => {
  it('misses nothing that is committed while it looks', async () => {
    await using app = await createTestApp()
    const { store } = app.parts.deps
    let meanwhile = async () => {}
    const readLedger = async (slice: LedgerSlice): Promise<readonly LedgerRow[]> => {
      const rows = await store.readLedger(slice)
      await meanwhile()
      return rows
    }
    const { feed, subscribe } = await follow(app, { readLedger })
    const frames = await subscribe()
    await frames.next()
    meanwhile = async () => {
      meanwhile = async () => {}
      await submit(app)
      feed.wake()
    }
    const { frame } = read((await frames.next()).value ?? undefined)
    expect(frame?.updates[0]).toMatchObject({ type: 'xp-gained', seq: 1 })
  })

  it('delivers what is committed between the subscription and the first read', async () => {
    await using app = await createTestApp()
    const { subscribe } = await follow(app)
    const frames = await subscribe()
    await submit(app)
    expect(read((await frames.next()).value ?? undefined).id).toBe('epoch-1-0')
    expect(read((await frames.next()).value ?? undefined).frame?.updates).toHaveLength(2)
  })

  it('gives of several rank changes of an agent the last, and none from before', async () => {
    await using app = await createTestApp()
    const { feed, subscribe } = await follow(app)
    const { workspaceId, userId } = app.owner
    const change = (rank: number) =>
      ({ type: 'rank-changed', userId, at: '', agent: 'a', rank, rankBefore: null }) as const
    feed.publishRanks(workspaceId, [change(9)])
    const frames = await subscribe()
    await frames.next()
    feed.publishRanks(workspaceId, [change(3), { ...change(1), userId: 'someone-else' }])
    feed.publishRanks(workspaceId, [change(2)])
    feed.wake()
    const { id, frame } = read((await frames.next()).value ?? undefined)
    expect(id).toBeNull()
    expect(frame?.updates).toMatchObject([{ rank: 2, userId }])
  })

  it('ends when the subscriber leaves, and makes room for another', async () => {
    await using app = await createTestApp()
    const { leaving, subscribe } = await follow(app, {}, 1)
    const frames = await subscribe()
    await frames.next()
    await expect(subscribe()).rejects.toMatchObject({ code: 'server-busy' })
    const waiting = frames.next()
    leaving.abort()
    expect(await waiting).toMatchObject({ done: true })
    await expect(subscribe()).resolves.toBeDefined()
  })

  it('asks before each look whether the subscriber may still read', async () => {
    await using app = await createTestApp()
    let isAllowed = true
    const { feed, subscribe } = await follow(app)
    const frames = await subscribe(async () => {
      if (!isAllowed) throw new Error('revoked')
    })
    await frames.next()
    const waiting = frames.next()
    isAllowed = false
    await submit(app)
    feed.wake()
    await expect(waiting).rejects.toThrow('revoked')
  })

  it('takes no one when it is closed', async () => {
    await using app = await createTestApp()
    const { feed, subscribe } = await follow(app)
    const frames = await subscribe()
    await frames.next()
    const waiting = frames.next()
    feed.close()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
    await expect(subscribe()).rejects.toMatchObject({ code: 'server-busy' })
  })
})
