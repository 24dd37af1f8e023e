import { describe, expect, it } from 'vitest'
import { createTestApp, testNow } from '../test/create-test-app.ts'
import { testReport } from '../test/test-report.ts'

const json = { 'content-type': 'application/json' }

describe('createApp', () => {
  it('says without a key that it lives and which start it is', async () => {
    await using app = await createTestApp()
    const response = await app.request('/health')
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      status: 'healthy',
      instance: expect.stringMatching(/^[0-9a-f-]{36}$/),
      version: '0.0.0',
      timestamp: testNow,
    })
    expect((await app.request('/ready')).status).toBe(200)
  })

  it('is not ready when the store does not answer', async () => {
    let isBroken = false
    await using app = await createTestApp((store) => ({
      ...store,
      readWorkspaces: () => (isBroken ? Promise.reject(new Error('gone')) : store.readWorkspaces()),
    }))
    isBroken = true
    const response = await app.request('/ready')
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('1')
    expect(await response.json()).toMatchObject({ status: 503, code: 'store-unavailable' })
    expect((await app.request('/health')).status).toBe(200)
  })

  it('answers unknown paths and procedures with 404 as JSON', async () => {
    await using app = await createTestApp()
    const response = await app.request('/wp-admin')
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toEqual({
      type: '/docs#error-not-found',
      title: 'Not found',
      status: 404,
      detail: 'There is nothing here.',
      code: 'not-found',
      issues: [],
    })
    const { status, error } = await app.query('report.delete')
    expect([status, error.code]).toEqual([404, 'not-found'])
  })

  it.each([
    'evil.example',
    'evil.example:8000',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '10.0.0.1',
    '',
  ])('refuses the host %j on loopback', async (host) => {
    await using app = await createTestApp()
    const response = await app.request('/health', { headers: { host } })
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ status: 403, code: 'host-not-allowed' })
  })

  it.each(['localhost', 'LOCALHOST:8000', '127.0.0.1:8000', '127.0.0.2', '[::1]:8000'])(
    'answers the host %j',
    async (host) => {
      await using app = await createTestApp()
      expect((await app.request('/health', { headers: { host } })).status).toBe(200)
    },
  )

  it('refuses bodies above 1 MB, whether or not they say their length', async () => {
    await using app = await createTestApp()
    const body = JSON.stringify({ schema: 1, reports: ['x'.repeat(1024 * 1024)] })
    const stream = new Blob([body]).stream()
    const bodies: RequestInit[] = [
      { body, headers: { ...json, 'content-length': String(body.length) } },
      { body: stream, headers: json, duplex: 'half' } as RequestInit,
    ]
    for (const init of bodies) {
      const response = await app.request('/trpc/report.submit', { method: 'POST', ...init })
      expect(response.status).toBe(413)
      expect(response.headers.get('connection')).toBe('close')
      expect(await response.json()).toMatchObject({
        error: {
          message: expect.any(String),
          data: { code: 'too-large', isRetryable: false, httpStatus: 413 },
        },
      })
    }
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/octet-stream',
    '',
  ])('takes no body of type %j, which a page of another origin could send', async (type) => {
    await using app = await createTestApp()
    const headers = { 'content-type': type, authorization: `Bearer ${await app.makeKey('report:write')}` }
    const body = JSON.stringify({ schema: 1, reports: [testReport()] })
    const response = await app.request('/trpc/report.submit', { method: 'POST', headers, body })
    expect(response.status).toBe(415)
    expect((await app.query('me.get')).data.reports).toBe(0)
  })

  it('changes nothing by GET', async () => {
    await using app = await createTestApp()
    const { status, error } = await app.query('report.submit', { schema: 1, reports: [testReport()] })
    expect([status, error.code]).toEqual([405, 'method-not-allowed'])
  })

  it('refuses what is no JSON', async () => {
    await using app = await createTestApp()
    const headers = { ...json, authorization: `Bearer ${await app.makeKey('report:write')}` }
    const response = await app.request('/trpc/report.submit', {
      method: 'POST',
      headers,
      body: '{"schema": 1, "rep',
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { data: { code: 'invalid-input' } } })
  })

  it('takes at most 20 calls in a batch', async () => {
    await using app = await createTestApp()
    const call = (count: number) =>
      app.request(`/trpc/${Array(count).fill('me.get').join(',')}?batch=1`).then(({ status }) => status)
    expect(await call(20)).toBe(401)
    expect(await call(21)).toBe(400)
  })

  it('gives no leave to pages of other origins', async () => {
    await using app = await createTestApp()
    const response = await app.request('/health', { headers: { origin: 'https://evil.example' } })
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('gives out nothing of an unforeseen error but its id, which the log explains', async () => {
    let isBroken = false
    await using app = await createTestApp((store) => ({
      ...store,
      readAgents: (id) =>
        isBroken ? Promise.reject(new Error('SQL near /var/lib/arena.db')) : store.readAgents(id),
    }))
    isBroken = true
    const { status, error, text } = await app.query('agent.list', {})
    expect([status, error.code, error.isRetryable]).toEqual([500, 'internal', true])
    expect(text).not.toMatch(/SQL|\/var|stack|node_modules/)
    const [, id] = /Internal error (\S+)\./.exec(error.message) ?? []
    expect(app.logLines.filter((line) => line.includes(`"errorId":"${id}"`))).toHaveLength(1)
  })

  it('logs each request in one line, without keys, queries and bodies', async () => {
    await using app = await createTestApp()
    const key = await app.makeKey('report:write', 'read')
    const report = testReport({
      task: { description: 'canary-description' },
      metadata: { text: 'canary-metadata' },
    })
    await app.mutate('report.submit', { schema: 1, reports: [report, { ...report, 'canary-field': 1 }] }, key)
    await app.query('agent.get', { agent: 'canary-agent' }, key)
    await app.query(`me.get`, 'canary-input', `${key}x`)
    const requests = app.logLines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request')
    expect(requests).toMatchObject([
      { method: 'POST', path: '/trpc/report.submit', status: 200, ms: expect.any(Number) },
      { method: 'GET', path: '/trpc/agent.get', status: 404 },
      { method: 'GET', path: '/trpc/me.get', status: 401 },
    ])
    expect(app.logLines.join()).not.toContain('canary')
    expect(app.logLines.join()).not.toContain(key.slice(6))
  })
})
