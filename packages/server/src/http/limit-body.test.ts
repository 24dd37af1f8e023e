import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { limitBody } from './limit-body.ts'
import { listen } from './listen.ts'

async function serveEcho() {
  const app = new Hono()
  app.use(limitBody(() => 10))
  app.all('/', async (context) => context.text(await context.req.raw.text()))
  app.onError((error, context) => context.text(error.message, 413))
  const listener = await listen(app, { host: '127.0.0.1', port: 0, onError: () => undefined })
  return {
    url: listener.url,
    [Symbol.asyncDispose]: () => listener.close({ graceInMs: 0 }),
  }
}

function inParts(...parts: readonly string[]): RequestInit {
  const body = ReadableStream.from(parts.map((part) => new TextEncoder().encode(part)))
  return { method: 'POST', body, duplex: 'half' } as RequestInit
}

describe('limitBody', () => {
  it('hands on bodies that say their length and bodies that do not', async () => {
    await using server = await serveEcho()
    const requests: RequestInit[] = [
      { method: 'POST', body: 'whole' },
      inParts('in ', 'parts'),
      { method: 'DELETE' },
    ]
    const answers = requests.map(async (request) => (await fetch(server.url, request)).text())
    expect(await Promise.all(answers)).toEqual(['whole', 'in parts', ''])
  })

  it('refuses more than the limit', async () => {
    await using server = await serveEcho()
    const requests: RequestInit[] = [{ method: 'POST', body: 'x'.repeat(11) }, inParts('123456', '78901')]
    const answers = requests.map(async (request) => (await fetch(server.url, request)).status)
    expect(await Promise.all(answers)).toEqual([413, 413])
  })
})
