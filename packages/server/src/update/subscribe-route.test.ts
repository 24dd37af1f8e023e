import { describe, expect, it } from 'vitest'
import { createTestApp, type TestApp } from '../../test/create-test-app.ts'
import { testReport } from '../../test/test-report.ts'
import { createApp } from '../create-app.ts'
import { listen } from '../http/listen.ts'

type Subscribe = (path: string, init: RequestInit) => Promise<Response>

/** The same app over a socket, where the route answers, beside `app.request`, where tRPC's handler does. */
async function listenTo(app: TestApp) {
  const hono = createApp(app.parts, { instance: 'i', version: '0.0.0', isLocal: true })
  const { url, close } = await listen(hono, { host: '127.0.0.1', port: 0, onError: () => undefined })
  return {
    subscribe: ((path, init) => fetch(`${url}${path}`, init)) as Subscribe,
    [Symbol.asyncDispose]: () => close({ graceInMs: 0 }),
  }
}

/** What comes over the wire until `end` is seen; tRPC's handler puts one more empty line between events. */
async function readUntil(response: Response, end: RegExp): Promise<readonly string[]> {
  let text = ''
  if (!response.body) return []
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk
    if (end.test(text)) break
  }
  return text.split(/\n{2,}/).filter(Boolean)
}

const withInput = (input: unknown) =>
  `/trpc/update.subscribe?input=${encodeURIComponent(JSON.stringify(input))}`

describe('subscribeRoute', () => {
  it('writes what the handler of tRPC writes', async () => {
    await using app = await createTestApp()
    await using server = await listenTo(app)
    const headers = { authorization: `Bearer ${await app.makeKey('read')}` }
    const answers = [app.request, server.subscribe].map((subscribe) => subscribe(withInput({}), { headers }))
    const opened = await Promise.all(answers)
    const reading = opened.map((response) => readUntil(response, /restore-id\ndata: \nid: .+\n\n/))
    await app.mutate('report.submit', { schema: 1, reports: [testReport()] })
    const [theirs, ours] = await Promise.all(reading)
    expect(ours).toEqual(theirs)
    expect(ours?.[0]).toBe('event: connected\ndata: {"reconnectAfterInactivityMs":30000}')
    expect(ours?.some((event) => event.includes('xp-gained'))).toBe(true)
    for (const name of ['content-type', 'cache-control', 'x-accel-buffering', 'vary']) {
      expect(opened[1]?.headers.get(name)).toBe(opened[0]?.headers.get(name))
    }
  })

  it.each([
    ['without a key', {}, ''],
    ['with a key that lacks the scope', {}, 'report:write'],
    ['with input that is not valid', { lastEventId: 5 }, 'read'],
    ['with input that is no object', 'x', 'read'],
    ['with an unknown field', { other: 1 }, 'read'],
  ] as const)('refuses a call %s like the handler of tRPC', async (_name, input, scope) => {
    await using app = await createTestApp()
    await using server = await listenTo(app)
    const headers = scope === '' ? {} : { authorization: `Bearer ${await app.makeKey(scope)}` }
    const read = async (subscribe: Subscribe) =>
      readUntil(await subscribe(withInput(input), { headers }), /the end/)
    expect(await read(server.subscribe)).toEqual(await read(app.request))
    expect((await read(server.subscribe)).join()).toContain('serialized-error')
  })

  it('says when to come back to a key that has too many streams', async () => {
    await using app = await createTestApp()
    await using server = await listenTo(app)
    const headers = { authorization: `Bearer ${await app.makeKey('read')}` }
    const leaving = new AbortController()
    const open = () => server.subscribe(withInput({}), { headers, signal: leaving.signal })
    for (let count = 0; count < 50; count++) await open()
    const refused = await open()
    expect(refused.headers.get('retry-after')).toBe('5')
    expect((await readUntil(refused, /the end/)).join()).toContain('server-busy')
    leaving.abort()
  })

  it('leaves no stream behind when readers leave', async () => {
    await using app = await createTestApp()
    await using server = await listenTo(app)
    const headers = { authorization: `Bearer ${await app.makeKey('read')}` }
    const leaving = new AbortController()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => server.subscribe(withInput({}), { headers, signal: leaving.signal })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(app.parts.feed.size).toBe(20)
    leaving.abort()
    while (app.parts.feed.size > 0) await new Promise((resolve) => setImmediate(resolve))
  })
})
