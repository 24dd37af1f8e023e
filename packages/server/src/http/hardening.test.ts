import { connect, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createTestApp } from '../../test/create-test-app.ts'
import { restRequest } from '../../test/rest-request.ts'
import { startTestServer, type TestServer } from '../../test/start-test-server.ts'
import { testReport } from '../../test/test-report.ts'
import { createApp } from '../create-app.ts'

const trpcBody = JSON.stringify({ schema: 1, reports: [testReport()] })
const json = { 'content-type': 'application/json' }
const ways = [
  { path: '/trpc/report.submit', body: trpcBody },
  { path: '/api/v1/agents/python-pro/xp', body: '{}' },
] as const

/** What a page in the browser of someone with a key could try; the key is given here, as if it had been guessed. */
const tricks: readonly (readonly [name: string, init: RequestInit, statuses: readonly number[]])[] = [
  ['a foreign origin', { headers: { ...json, origin: 'https://evil.example' } }, [403]],
  ['the origin null of a sandbox', { headers: { ...json, origin: 'null' } }, [403]],
  [
    'an origin whose name begins like ours',
    { headers: { ...json, origin: 'http://localhost.evil.example' } },
    [403],
  ],
  ['a name pointed at loopback', { headers: { ...json, host: 'evil.example' } }, [403]],
  ['plain text', { headers: { 'content-type': 'text/plain' } }, [415]],
  ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, [415]],
  ['a form with files', { headers: { 'content-type': 'multipart/form-data; boundary=x' } }, [415]],
  ['no type', { headers: { 'content-type': '' } }, [415]],
  ['GET', { method: 'GET', headers: {} }, [405]],
  ['PUT', { method: 'PUT', headers: json }, [405, 415]],
]

describe('a page of another origin', () => {
  it.each(tricks)('writes nothing by %s', async (_, init, statuses) => {
    await using app = await createTestApp()
    for (const { path, body } of ways) {
      const headers = { authorization: `Bearer ${app.fullKey}`, ...init.headers }
      const isGet = init.method === 'GET'
      const target = isGet ? `${path}?input=${encodeURIComponent(body)}` : path
      const response = await app.request(target, {
        method: 'POST',
        ...init,
        headers,
        ...(!isGet && { body }),
      })
      expect(statuses).toContain(response.status)
    }
    expect((await app.query('me.get')).data.reports).toBe(0)
  })

  it('is what the guards stop: without the trick the same bodies are written', async () => {
    await using app = await createTestApp()
    for (const { path, body } of ways) {
      const own = { origin: 'http://localhost', host: 'localhost' }
      const headers = { authorization: `Bearer ${app.fullKey}`, ...json, ...own }
      expect((await app.request(path, { method: 'POST', headers, body })).status).toBe(200)
    }
    expect((await app.query('me.get')).data.reports).toBe(2)
  })
})

describe('CORS', () => {
  const origin = 'https://arena.example'

  it('is given to the origins named and to no other, without credentials', async () => {
    await using app = await createTestApp()
    const open = createApp(app.parts, { instance: 'x', version: 'x', isLocal: true, corsOrigins: [origin] })
    const ask = (from: string, method = 'OPTIONS') =>
      open.request('/api/v1/agents/a/xp', {
        method,
        headers: {
          ...json,
          origin: from,
          'access-control-request-method': 'POST',
          authorization: `Bearer ${app.fullKey}`,
        },
        ...(method === 'POST' && { body: '{}' }),
      })
    const allowed = await ask(origin)
    expect(allowed.headers.get('access-control-allow-origin')).toBe(origin)
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull()
    expect((await ask(origin, 'POST')).status).toBe(200)
    const refused = await ask('https://evil.example')
    expect(refused.headers.get('access-control-allow-origin')).toBeNull()
    expect((await ask('https://evil.example', 'POST')).status).toBe(403)
  })
})

describe('answers', () => {
  it.each(['/', '/health', '/api/v1/achievements', '/trpc/me.get', '/nowhere', '/metrics', '/openapi.json'])(
    'of %s are run, framed, guessed at and kept by nobody',
    async (path) => {
      await using app = await createTestApp()
      const { headers } = await restRequest(app, ['GET', path])
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('access-control-allow-origin')).toBeNull()
    },
  )
})

describe('a server under pressure', () => {
  it('refuses bodies that are too large without holding them', async () => {
    await using server = await startTestServer()
    const send = async () => {
      const headers = { ...json, authorization: `Bearer ${server.key}` }
      const body = 'x'.repeat(8 * 1024 * 1024)
      const init = { method: 'POST', headers, body }
      // the connection may be cut while the body is still on its way
      return fetch(`${server.url}/api/v1/agents/a/xp`, init).then(
        ({ status }) => status,
        () => 413,
      )
    }
    for (let time = 0; time < 10; time += 1) expect(await send()).toBe(413)
    expect(((await (await fetch(`${server.url}/health`)).json()) as { status: string }).status).toBe(
      'healthy',
    )
  })

  it('cuts 200 connections that say their request too slowly, and answers others meanwhile', {
    timeout: 90_000,
  }, async () => {
    await using server = await startTestServer()
    const opened = performance.now()
    const sockets = await Promise.all(Array.from({ length: 200 }, () => openSlowly(server)))
    const closed = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)))
    for (let time = 0; time < 20; time += 1) expect((await fetch(`${server.url}/health`)).status).toBe(200)
    await Promise.all(closed)
    expect(performance.now() - opened).toBeLessThan(30_000)
  })
})

async function openSlowly(server: TestServer): Promise<Socket> {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  socket.resume()
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.write('POST /api/v1/agents/a/xp HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')
  return socket
}
