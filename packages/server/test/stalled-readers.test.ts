import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, it } from 'vitest'
import { encodeFrame } from '../src/update/encode-frame.ts'
import { createTestApp, type TestApp } from './create-test-app.ts'
import { openStream } from './open-stream.ts'
import { serveTestApp } from './serve-test-app.ts'
import { testReport } from './test-report.ts'

const stalledReaders = 100
const healthyReaders = 5
/** `STALLED_EVENTS=100000 npx vitest run packages/server/test/stalled-readers.test.ts` is the long form. */
const events = Number(process.env['STALLED_EVENTS'] ?? 3_000)
const limitInBytes = 20e6

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')
const heapInBytes = () => {
  collectGarbage()
  return process.memoryUsage().heapUsed + process.memoryUsage().external
}

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})

/** Asks for a stream and never reads from it. */
async function stall(url: string, key: string): Promise<void> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  sockets.push(socket)
  await once(socket, 'connect')
  socket.pause()
  socket.write(
    `GET /trpc/update.subscribe?input=%7B%7D HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${key}\r\n\r\n`,
  )
}

async function submit(app: TestApp): Promise<void> {
  for (let sent = 0; sent < events; sent += 100) {
    const reports = Array.from({ length: 100 }, () => testReport())
    const { status } = await app.mutate('report.submit', { schema: 1, reports })
    expect(status).toBe(200)
  }
}

/** How much more is held after the events than before, when so many readers do not read and a few do. */
async function growthInBytes(stalled: number): Promise<number> {
  await using app = await createTestApp()
  await using server = await serveTestApp(app)
  for (let count = 0; count < stalled; count += 1) await stall(server.url, await app.makeKey('read'))
  while (app.parts.feed.size < stalled) await new Promise((resolve) => setImmediate(resolve))
  const healthy = await Promise.all(
    Array.from({ length: healthyReaders }, () => openStream({ url: server.url, key: app.fullKey })),
  )
  await submit(app) // once for what is loaded on the first use
  const beforeInBytes = heapInBytes()
  const seen = healthy.map(async (stream) => {
    let count = 0
    while (count < 2 * events) {
      const [frame] = await stream.frames(1)
      count += frame?.data.updates.filter(isOfReport).length ?? 0
    }
    return count
  })
  await submit(app)
  expect(await Promise.all(seen)).toEqual(healthy.map(() => 2 * events))
  const growth = heapInBytes() - beforeInBytes
  for (const stream of healthy) await stream[Symbol.asyncDispose]()
  return growth
}

describe('a hundred readers that do not read', { timeout: 300_000 }, () => {
  it('cost little memory, and do not keep healthy ones from seeing everything', async () => {
    const withoutThem = await growthInBytes(0)
    expect((await growthInBytes(stalledReaders)) - withoutThem).toBeLessThan(limitInBytes)
  })

  it('cost much where frames wait in a queue for each of them', async () => {
    await using app = await createTestApp()
    const queues = Array.from({ length: stalledReaders }, () => ({
      bytes: [] as Buffer[],
      updates: 0,
      leaving: new AbortController(),
    }))
    const filling = queues.map(async (queue, number) => {
      const topic = app.owner
      const reader = { keyId: `key ${number}`, check: async () => true, signal: queue.leaving.signal }
      const frames = await app.parts.feed.subscribe({ ...reader, topic, ranksOf: null, lastEventId: null })
      for await (const frame of frames) {
        const bytes = Buffer.from(encodeFrame(frame).bytes)
        queue.bytes.push(bytes)
        queue.updates += bytes.toString().split('"type":"xp-gained"').length - 1
      }
    })
    const beforeInBytes = heapInBytes()
    await submit(app)
    while (queues.some(({ updates }) => updates < events))
      await new Promise((resolve) => setImmediate(resolve))
    expect(heapInBytes() - beforeInBytes).toBeGreaterThan(limitInBytes)
    for (const { leaving } of queues) leaving.abort()
    await Promise.all(filling)
  })
})

function isOfReport({
  type,
  reportId,
}: {
  readonly type: string
  readonly reportId?: string | null
}): boolean {
  return type === 'xp-gained' && reportId !== null
}
