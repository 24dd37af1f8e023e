import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { openStream, type StreamEvent } from '../../test/open-stream.ts'
import { startTestServer, type TestServer } from '../../test/start-test-server.ts'
import { testReport } from '../../test/test-report.ts'

interface Made {
  readonly key: string
  readonly record: { readonly id: string }
  readonly code: string
  readonly userId: string
}

async function call(server: TestServer, path: string, input: unknown, key = server.key) {
  const response = await fetch(`${server.url}/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(input),
  })
  expect(response.status).toBe(200)
  const body = (await response.json()) as { readonly result: { readonly data: Made } }
  return body.result.data
}

const submit = (server: TestServer, count = 1, agent = 'python-pro') => {
  const occurredAt = new Date().toISOString()
  const reports = Array.from({ length: count }, () => testReport({ agent, occurredAt }))
  return call(server, 'report.submit', { schema: 1, reports })
}

/** A row can give several updates, but all of them come in one frame. */
const seqsOf = (frames: readonly StreamEvent[]) =>
  frames
    .flatMap(({ data }) => [...new Set<number>(data.updates.map(({ seq = 0 }: { seq?: number }) => seq))])
    .filter(Boolean)

const typesOf = (frames: readonly StreamEvent[]) =>
  frames.flatMap(({ data }) => data.updates.map(({ type }: { type: string }) => type))

describe('update.subscribe', () => {
  it('delivers what a report brought, then the rank that follows from it', async () => {
    await using server = await startTestServer()
    await using stream = await openStream(server)
    const opening = await stream.next()
    expect(opening).toMatchObject({ id: expect.stringMatching(/^.+-0$/), data: { updates: [] } })
    await submit(server)
    const [gained, ranked] = await stream.frames(2)
    expect(gained?.id).toMatch(/-2$/)
    expect(gained?.data.updates).toMatchObject([
      { type: 'xp-gained', seq: 1, agent: 'python-pro', xp: 10, agentLevel: 1 },
      { type: 'achievement-unlocked', seq: 2, achievementId: 'first-steps', agent: 'python-pro' },
    ])
    expect(ranked).toMatchObject({
      id: '',
      data: { updates: [{ type: 'rank-changed', agent: 'python-pro', rank: 1, rankBefore: null }] },
    })
  })

  it('starts at the present head without an id', async () => {
    await using server = await startTestServer()
    await submit(server)
    await using stream = await openStream(server)
    await submit(server)
    const [frame] = await stream.frames(1)
    expect(seqsOf(frame ? [frame] : [])).toEqual([3])
  })

  it('resumes after the last id without gap or repeat', async () => {
    await using server = await startTestServer()
    const seen: number[] = []
    let lastEventId: string | undefined
    for (let round = 0; round < 4; round++) {
      await using stream = await openStream({ ...server, ...(lastEventId && { lastEventId }) })
      if (!lastEventId) lastEventId = (await stream.next())?.id ?? undefined
      await submit(server, 3)
      while (seen.length < (round * 2 + 1) * 3) {
        const [frame] = await stream.frames(1)
        seen.push(...seqsOf(frame ? [frame] : []))
        if (frame?.id) lastEventId = frame.id
      }
      await submit(server, 3) // nobody listens from here to the next round
    }
    expect(seen.length).toBeGreaterThan(20)
    expect(seen).toEqual(seen.map((_, index) => index + 1))
  })

  it('puts at most 100 rows into a frame and leaves none out', async () => {
    await using server = await startTestServer()
    await using stream = await openStream(server)
    const opening = await stream.next()
    await submit(server, 200)
    await submit(server, 150)
    await using late = await openStream({ ...server, lastEventId: opening?.id ?? '' })
    const seen: number[] = []
    while (seen.length < 350) {
      const [frame] = await late.frames(1)
      expect(frame?.data.updates.length).toBeLessThanOrEqual(110)
      seen.push(...seqsOf(frame ? [frame] : []))
    }
    expect(seen).toEqual(seen.map((_, index) => index + 1))
  })

  it.each([
    ['of another epoch', () => 'other-epoch-1'],
    ['ahead of the ledger', (head: string) => head.replace(/-\d+$/, '-999')],
    ['unreadable', () => 'garbage'],
  ])('says reset to an id %s, and goes on from the head', async (_name, idFrom) => {
    await using server = await startTestServer()
    await submit(server)
    await using first = await openStream(server)
    const head = (await first.next())?.id ?? ''
    await using stream = await openStream({ ...server, lastEventId: idFrom(head) })
    expect(await stream.next()).toMatchObject({ id: head, data: { reset: true, updates: [] } })
    await submit(server)
    const [frame] = await stream.frames(1)
    expect(seqsOf(frame ? [frame] : [])).toEqual([3])
  })

  it('refuses a stream without a good key', async () => {
    await using server = await startTestServer()
    await using stream = await openStream({ ...server, key: 'arena_nothing' })
    expect(await stream.next()).toMatchObject({
      event: 'serialized-error',
      data: { code: -32001, data: { code: 'invalid-key', httpStatus: 401, isRetryable: false } },
    })
  })

  it.each([
    ['whose key is revoked', (_userId: string, id: string) => ({ path: 'key.revoke', input: { id } })],
    ['whose member is removed', (userId: string) => ({ path: 'member.remove', input: { userId } })],
  ])('ends a stream %s at once, and delivers nothing more to it', async (_name, takeAway) => {
    await using server = await startTestServer()
    const { code } = await call(server, 'invitation.create', {})
    const { userId } = await call(server, 'invitation.accept', { code, name: 'Grace', zone: 'UTC' })
    const watch = { name: 'watch', scopes: ['read'], userId }
    const { key, record } = await call(server, 'key.create', watch)
    await using stream = await openStream({ ...server, key })
    await stream.next()
    const { path, input } = takeAway(userId, record.id)
    await call(server, path, input)
    expect(await stream.next()).toMatchObject({
      event: 'serialized-error',
      data: { data: { code: 'invalid-key' } },
    })
  })

  it('ends like a lost connection when the server stops, so that clients come back', async () => {
    await using server = await startTestServer()
    await using stream = await openStream(server)
    await stream.next()
    const startedAtInMs = performance.now()
    await server.stop()
    expect(await stream.next().catch(() => null)).toBeNull()
    expect(performance.now() - startedAtInMs).toBeLessThan(2500)
  })

  it('reaches every subscriber of a user', async () => {
    await using server = await startTestServer()
    await using one = await openStream(server)
    await using two = await openStream(server)
    await submit(server)
    expect(typesOf(await one.frames(1))).toEqual(typesOf(await two.frames(1)))
  })

  it('lets a reader that does not read wait without keeping up others', async () => {
    await using server = await startTestServer()
    const slow = request(`${server.url}/trpc/update.subscribe?input=%7B%7D`, {
      headers: { authorization: `Bearer ${server.key}` },
    })
    slow.on('response', (response) => response.pause())
    slow.on('error', () => {})
    slow.end()
    await using stream = await openStream(server)
    await submit(server, 100)
    const [frame] = await stream.frames(1)
    expect(seqsOf(frame ? [frame] : [])[0]).toBe(1)
    slow.destroy()
  })
})
