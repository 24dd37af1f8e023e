import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { startWireServer } from '../../test/wire-server.ts'
import { followUpdates } from './follow-updates.ts'
import { createHttpFetch } from './http-fetch.ts'

const fetch = createHttpFetch({ isUnref: false, timeoutInMs: 10_000 })
const opened = 'event: connected\ndata: {}\n\n'
const framed = 'data: {"updates":[]}\nid: e-1\n\n'

/** What a subscriber hears of a server that answers so, until the connection is lost. */
async function hear(answer: (response: ServerResponse) => void) {
  await using server = await startWireServer((response) => answer(response))
  const heard: unknown[] = []
  await new Promise<void>((resolve) => {
    const listener = {
      onOpen: () => heard.push('open'),
      onFrame: (frame: unknown, id: string | null) => heard.push([frame, id]),
      onLost({ refusal }: { readonly refusal: string | null }) {
        heard.push({ refusal })
        resolve()
      },
    }
    const place = { url: server.url, key: 'k', keySource: 'given', isDiscovered: false } as const
    followUpdates(place, { topic: null, lastEventId: null, listener }, fetch)
  })
  return heard
}

const stream = (text: string) => (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' }).write(text)
}
const cutOff = (response: ServerResponse) => {
  stream('data: {"updates"')(response)
  setImmediate(() => response.destroy())
}
const fault = (code: string) =>
  `event: serialized-error\ndata: {"message":"no","data":{"code":"${code}","issues":[]}}\n\n`

describe('followUpdates', () => {
  it('hears each frame with its place, and nothing after the end', async () => {
    const text = `${opened}event: ping\ndata: \n\n${framed}data: {"reset":true,"updates":[]}\nid: \n\nevent: return\ndata: \n\n${framed}`
    expect(await hear(stream(text))).toEqual([
      'open',
      [{ updates: [] }, 'e-1'],
      [{ reset: true, updates: [] }, null],
      { refusal: null },
    ])
  })

  it.each([
    ['a connection that ends', (response: ServerResponse) => response.end(), null],
    ['a connection cut off', (response: ServerResponse) => response.destroy(), null],
    ['a stream cut off', (response: ServerResponse) => cutOff(response), null],
    ['a frame that is not JSON', stream('data: {\n\n'), null],
    ['a frame of a stranger', stream('data: {"hello":1}\n\n'), null],
    ['a server that is busy', stream(fault('server-busy')), null],
    ['a key without the scope', stream(fault('missing-scope')), 'no'],
    ['a page of a stranger', (response: ServerResponse) => response.write('<html>'), null],
    ['401', (response: ServerResponse) => response.writeHead(401).end(), 'HTTP 401'],
    ['502', (response: ServerResponse) => response.writeHead(502).end(), null],
  ])('tells of a loss: %s', async (_name, answer, refusal) => {
    expect(await hear(answer)).toEqual([{ refusal }])
  })

  it('asks for a topic from a place, and hears no more once it is told to stop', async () => {
    const asked: (string | undefined)[] = []
    let tellClosed = () => {}
    const closed = new Promise<void>((resolve) => {
      tellClosed = resolve
    })
    await using server = await startWireServer((response, _, request) => {
      asked.push(request.url, request.headers.authorization)
      response.once('close', tellClosed)
      stream(`${framed}${framed}`)(response)
    })
    const heard: (string | null)[] = []
    const place = { url: server.url, key: 'k', keySource: 'given', isDiscovered: false } as const
    const end = followUpdates(
      place,
      {
        topic: { type: 'team', teamId: 't' },
        lastEventId: 'e-0',
        listener: {
          onOpen: () => {},
          onLost: () => heard.push('lost'),
          onFrame(_, id) {
            heard.push(id)
            end()
          },
        },
      },
      fetch,
    )
    await closed
    expect(heard).toEqual(['e-1'])
    const [path = '', authorization] = asked
    const input = JSON.parse(new URL(path, server.url).searchParams.get('input') ?? '')
    expect(input).toEqual({ topic: { type: 'team', teamId: 't' }, lastEventId: 'e-0' })
    expect(authorization).toBe('Bearer k')
  })
})
