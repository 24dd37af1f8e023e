import { describe, expect, it } from 'vitest'
import { testNow } from '../../test/create-test-app.ts'
import { startTestServer, type TestServer } from '../../test/start-test-server.ts'
import { testReport } from '../../test/test-report.ts'

const reportsPerSecond = 40 // and a burst of 400, two full batches

async function startLimited(clock: () => number): Promise<TestServer> {
  return startTestServer({ reportsPerSecond, backdatedPerSecond: 20, requestsPerSecond: 20, clock })
}

async function submit(
  server: TestServer,
  { count, occurredAt = testNow }: { count: number; occurredAt?: string },
) {
  const response = await fetch(`${server.url}/trpc/report.submit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${server.key}` },
    body: JSON.stringify({
      schema: 1,
      reports: Array.from({ length: count }, () => testReport({ occurredAt })),
    }),
  })
  return { status: response.status, headers: response.headers, body: await readJson(response) }
}

async function readReports(server: TestServer): Promise<number> {
  const response = await fetch(`${server.url}/trpc/me.get`, {
    headers: { authorization: `Bearer ${server.key}` },
  })
  return readJson(response).then(({ result }) => result.data.reports)
}

// biome-ignore lint/suspicious/noExplicitAny: tests look at answers as they come over the wire
const readJson = (response: Response) => response.json() as Promise<any>

describe('rate limits', () => {
  it('count reports, whatever number of them a request holds, and say what is left', async () => {
    const time = { nowInMs: Date.parse(testNow) }
    await using server = await startLimited(() => time.nowInMs)
    const first = await submit(server, { count: 200 })
    expect(first.status).toBe(200)
    expect(first.headers.get('ratelimit-policy')).toBe('"reports";q=400;w=10')
    expect(first.headers.get('ratelimit')).toBe('"reports";r=200;t=5')
    expect((await submit(server, { count: 150 })).status).toBe(200)

    const refused = await submit(server, { count: 100 })
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('2')
    expect(refused.headers.get('ratelimit')).toBe('"reports";r=50;t=9')
    expect(refused.body.error.data).toMatchObject({
      code: 'rate-limited',
      isRetryable: true,
      retryAfterInMs: 1250,
    })
    expect(await readReports(server)).toBe(350)

    time.nowInMs += 1250
    expect((await submit(server, { count: 100 })).status).toBe(200)
    expect(await readReports(server)).toBe(450)
  })

  it('count backdated reports apart', async () => {
    await using server = await startLimited(() => Date.parse(testNow))
    const occurredAt = '2026-01-01T00:00:00Z'
    const first = await submit(server, { count: 200, occurredAt })
    expect(first.headers.get('ratelimit')).toBe('"backdated";r=0;t=10')
    expect((await submit(server, { count: 1, occurredAt })).status).toBe(429)
    expect((await submit(server, { count: 200 })).status).toBe(200)
  })

  it('count each call of a batch', async () => {
    await using server = await startLimited(() => Date.parse(testNow))
    const path = `${server.url}/trpc/${Array(20).fill('me.get').join(',')}?batch=1`
    const headers = { authorization: `Bearer ${server.key}` }
    for (let left = 180; left >= 0; left -= 20) {
      const response = await fetch(path, { headers })
      expect(response.headers.get('ratelimit')).toBe(`"requests";r=${left};t=${(200 - left) / 20}`)
    }
    expect((await fetch(path, { headers })).status).toBe(429)
  })

  it('count whatever a key may call but reports, which count by themselves', async () => {
    await using server = await startLimited(() => Date.parse(testNow))
    const renaming = { agent: 'nobody', name: 'somebody' }
    for (let left = 199; left >= 197; left -= 1) {
      const response = await fetch(`${server.url}/trpc/agent.rename`, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
        body: JSON.stringify(renaming),
      })
      expect([response.status, response.headers.get('ratelimit')]).toEqual([
        404,
        `"requests";r=${left};t=${Math.ceil((200 - left) / 20)}`,
      ])
    }
    const submitted = await submit(server, { count: 1 })
    expect(submitted.headers.get('ratelimit')).not.toContain('requests')
  })
})

describe('the limit on bad keys', () => {
  it('makes an address wait, but none of its keys that were good', async () => {
    const time = { nowInMs: Date.parse(testNow) }
    await using server = await startLimited(() => time.nowInMs)
    const ask = (key: string) =>
      fetch(`${server.url}/trpc/me.get`, { headers: { authorization: `Bearer ${key}` } })
    expect((await ask(server.key)).status).toBe(200)
    for (let attempt = 0; attempt < 60; attempt += 1) expect((await ask(`arena_${attempt}`)).status).toBe(401)
    const refused = await ask('arena_60')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1'])
    expect((await ask(server.key)).status).toBe(200)
    time.nowInMs += 1000
    expect((await ask('arena_61')).status).toBe(401)
    expect((await ask('arena_62')).status).toBe(429)
  })

  it('tells nothing of a key that was not used before', async () => {
    await using server = await startLimited(() => Date.parse(testNow))
    const ask = async (key: string) => {
      const response = await fetch(`${server.url}/trpc/me.get`, {
        headers: { authorization: `Bearer ${key}` },
      })
      return [response.status, await response.text()]
    }
    for (let attempt = 0; attempt < 60; attempt += 1) await ask(`arena_${attempt}`)
    expect(await ask(server.key)).toEqual(await ask('arena_60'))
  })
})
