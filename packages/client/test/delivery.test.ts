import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ArenaOptions, ArenaWarning } from '../src/index.ts'
import { createArena } from '../src/index.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { accept, fail, startWireServer } from './wire-server.ts'

const report = { agent: 'python-pro' }

function openArena(home: string, options: ArenaOptions) {
  const warnings: ArenaWarning[] = []
  const arena = createArena({
    home,
    key: 'key-1',
    onWarning: (warning) => warnings.push(warning),
    ...options,
  })
  return { arena, warnings }
}

describe('delivery', () => {
  it('gives the answer of the server as the receipt', async () => {
    using folder = temporaryFolder()
    await using server = await startWireServer()
    const { arena } = openArena(folder.path, { url: server.url })
    const receipt = await arena.report({ ...report, id: '0190a000-0000-7000-8000-000000000001' })
    expect(receipt).toMatchObject({ status: 'scored', xp: 10, id: '0190a000-0000-7000-8000-000000000001' })
    expect(server.keys).toEqual(['Bearer key-1'])
    expect(await arena.close()).toBe(true)
    expect(arena.stats()).toMatchObject({ reported: 1, scored: 1, dropped: 0 })
  })

  it('sends arrays of at most 100, in order', async () => {
    using folder = temporaryFolder()
    await using server = await startWireServer()
    const { arena } = openArena(folder.path, { url: server.url })
    const ids = Array.from({ length: 250 }, (_, n) => `id-${n}`)
    for (const id of ids) void arena.report({ ...report, id })
    expect(await arena.close()).toBe(true)
    expect(server.received.map((batch) => batch.length)).toEqual([100, 100, 50])
    expect(server.received.flat()).toEqual(ids)
  })

  it('says spooled when the server is away, and sends the same ids when it is back', async () => {
    using folder = temporaryFolder()
    await using server = await startWireServer((response) => response.destroy())
    const { arena } = openArena(folder.path, { url: server.url })
    const receipt = await arena.report(report)
    expect(receipt).toMatchObject({ status: 'spooled', isOnDisk: true })
    expect(await arena.report(report)).toMatchObject({ status: 'spooled' })
    server.setAnswer(accept())
    expect(await arena.flush()).toBe(true)
    expect(server.received.at(-1)).toHaveLength(2)
    expect(server.received.at(-1)?.[0]).toBe(receipt.id)
    await arena.close()
  })

  it('keeps to the time that the server names', async () => {
    using folder = temporaryFolder()
    await using server = await startWireServer(fail(503, 'server-busy', { retryAfterInMs: 60_000 }))
    const { arena } = openArena(folder.path, { url: server.url })
    await arena.report(report)
    expect(await arena.flush()).toBe(false)
    expect(server.received).toHaveLength(1)
    await arena.close()
  })

  it('keeps everything and stops when the key is refused, and says so once', async () => {
    using folder = temporaryFolder()
    await using server = await startWireServer(fail(401, 'invalid-key'))
    const { arena, warnings } = openArena(folder.path, { url: server.url })
    await arena.report(report)
    await arena.report(report)
    expect(await arena.flush()).toBe(false)
    expect(server.received).toHaveLength(1)
    expect(warnings.map(({ code }) => code)).toEqual(['key-refused'])
    await arena.close()

    server.setAnswer(accept())
    const other = openArena(folder.path, { url: server.url, key: 'key-2' })
    expect(await other.arena.drainSpool()).toBe(true)
    expect(server.received).toHaveLength(1) // never as another user
    const same = openArena(folder.path, { url: server.url })
    expect(await same.arena.drainSpool()).toBe(true)
    expect(server.received.at(-1)).toHaveLength(2)
    await Promise.all([other.arena.close(), same.arena.close()])
  })

  it('uses the new key as soon as the stored one changes', async () => {
    using folder = temporaryFolder()
    await using server = await startWireServer((response, submitted, request) => {
      const answer = request.headers.authorization === 'Bearer good' ? accept() : fail(401, 'invalid-key')
      answer(response, submitted, request)
    })
    const store = (key: string) =>
      writeFileSync(
        join(folder.path, 'credentials.json'),
        JSON.stringify({ servers: { [`${server.url}/`]: { key, userId: 'u' } } }),
      )
    store('bad')
    const arena = createArena({ home: folder.path, url: server.url, onWarning: () => {} })
    expect(await arena.report(report)).toMatchObject({ status: 'spooled' })
    store('good')
    expect(await arena.flush()).toBe(true)
    await arena.close()
  })

  it('understands a proxy that answers with a page', async () => {
    using folder = temporaryFolder()
    const page = (status: number, headers = {}) => {
      return (response: ServerResponse) => response.writeHead(status, headers).end('<h1>No</h1>')
    }
    await using server = await startWireServer((response, submitted, request) => {
      const answer = submitted.reports.length > 2 ? page(413) : accept()
      answer(response, submitted, request)
    })
    const { arena, warnings } = openArena(folder.path, { url: server.url })
    for (let n = 0; n < 6; n += 1) void arena.report(report)
    expect(await arena.flush()).toBe(true)
    expect(arena.stats()).toMatchObject({ scored: 6, rejected: 0 })
    server.setAnswer(page(503, { 'retry-after': '60' }))
    expect(await arena.report(report)).toMatchObject({ status: 'spooled' })
    const requests = server.received.length
    expect(await arena.flush()).toBe(false)
    expect(server.received).toHaveLength(requests) // it named a time
    await arena.close()
    server.setAnswer(page(401))
    const other = openArena(folder.path, { url: server.url })
    expect(await other.arena.report(report)).toMatchObject({ status: 'spooled' })
    await other.arena.close()
    expect([warnings, other.warnings].map((all) => all.map(({ code }) => code))).toEqual([
      [],
      ['key-refused'],
    ])
  })

  it('finds the one report that is refused among many, and keeps it with the reason', async () => {
    using folder = temporaryFolder()
    await using server = await startWireServer((response, submitted, request) => {
      const isBad = submitted.reports.some(({ id }) => id === 'bad')
      const answer = isBad ? fail(413, 'too-large') : accept()
      answer(response, submitted, request)
    })
    const { arena, warnings } = openArena(folder.path, { url: server.url })
    const ids = ['a', 'b', 'bad', 'c', 'd', 'e']
    const receipts = await Promise.all(ids.map((id) => arena.report({ ...report, id })))
    expect(receipts.map(({ status }) => status)).toEqual([
      'scored',
      'scored',
      'rejected',
      'scored',
      'scored',
      'scored',
    ])
    const line = JSON.parse(readFileSync(join(folder.path, 'spool', 'rejected.ndjson'), 'utf8'))
    expect(line).toMatchObject({ code: 'too-large', report: { id: 'bad', agent: 'python-pro' } })
    expect(warnings.map(({ code }) => code)).toEqual(['rejected'])
    expect(arena.stats()).toMatchObject({ scored: 5, rejected: 1 })
    await arena.close()
  })

  it('keeps reports that a stranger on that address refuses', async () => {
    using folder = temporaryFolder()
    await using server = await startWireServer((response) => response.writeHead(404).end('<h1>Not here</h1>'))
    const { arena } = openArena(folder.path, { url: server.url })
    expect(await arena.report(report)).toMatchObject({ status: 'spooled' })
    server.setAnswer(accept())
    expect(await arena.close()).toBe(true)
  })

  it.each([
    ['answers of nothing', { epoch: 'e', answers: [null] }],
    ['answers of another kind', { epoch: 'e', answers: [{ status: '__proto__' }] }],
    ['too few answers', { epoch: 'e', answers: [] }],
    ['no epoch', { answers: [{ status: 'scored' }] }],
    ['text', 'fine'],
  ])('keeps reports when it gets %s', async (_name, data) => {
    using folder = temporaryFolder()
    await using server = await startWireServer((response) =>
      response.end(JSON.stringify({ result: { data } })),
    )
    const { arena } = openArena(folder.path, { url: server.url })
    expect(await arena.report(report)).toMatchObject({ status: 'spooled' })
    expect(arena.stats()).toMatchObject({ scored: 0, duplicate: 0, rejected: 0 })
    server.setAnswer(accept())
    expect(await arena.close()).toBe(true)
    expect(arena.stats()).toMatchObject({ scored: 1 })
  })

  it('keeps reports when the answer stops in its middle', async () => {
    using folder = temporaryFolder()
    await using server = await startWireServer((response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('{"result":')
    })
    const { arena } = openArena(folder.path, { url: server.url, requestTimeoutInMs: 100 })
    expect(await arena.report(report)).toMatchObject({ status: 'spooled' })
    server.setAnswer(accept())
    expect(await arena.close()).toBe(true)
  })

  it('names as parent the run in which a run began, not the one in which it ended', async () => {
    using folder = temporaryFolder()
    const bodies: string[] = []
    await using server = await startWireServer((response, submitted, request) => {
      bodies.push(JSON.stringify(submitted.reports))
      accept()(response, submitted, request)
    })
    const { arena } = openArena(folder.path, { url: server.url })
    const items = arena.wrap(
      async function* () {
        yield 1
      },
      { agent: 'items' },
    )()
    await arena.track('reader', {}, async () => {
      for await (const _ of items) {
      }
    })
    await arena.close()
    const reports = bodies.flatMap((body): { agent: string; parentRunId?: string }[] => JSON.parse(body))
    expect(reports.map(({ agent, parentRunId }) => [agent, parentRunId])).toEqual([
      ['items', undefined],
      ['reader', undefined],
    ])
  })

  it('keeps reports that an older server cannot read', async () => {
    using folder = temporaryFolder()
    await using server = await startWireServer(fail(400, 'unsupported-schema'))
    const { arena, warnings } = openArena(folder.path, { url: server.url })
    expect(await arena.report(report)).toMatchObject({ status: 'spooled' })
    expect(warnings.map(({ code }) => code)).toEqual(['server-too-old'])
    server.setAnswer(accept())
    expect(await arena.close()).toBe(true)
  })

  it('sends everything of the last day again when the epoch changes', async () => {
    using folder = temporaryFolder()
    await using server = await startWireServer()
    const first = openArena(folder.path, { url: server.url })
    await first.arena.report({ ...report, id: 'a' })
    await first.arena.close()
    server.setAnswer(accept('restored'))
    const second = openArena(folder.path, { url: server.url })
    await second.arena.report({ ...report, id: 'b' })
    await second.arena.close()
    expect(server.received).toEqual([['a'], ['b'], ['a']])
  })

  it('gives a receipt in time when the server never answers, and then at once', async () => {
    using folder = temporaryFolder()
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address() as { port: number }
    const { arena } = openArena(folder.path, {
      url: `http://127.0.0.1:${address.port}`,
      receiptTimeoutInMs: 50,
      requestTimeoutInMs: 400,
    })
    expect(await arena.report(report)).toMatchObject({ status: 'spooled' })
    const begunAt = performance.now()
    expect(await arena.report(report)).toMatchObject({ status: 'spooled' })
    expect(performance.now() - begunAt).toBeLessThan(30)
    expect(await arena.close()).toBe(false)
    silent.close()
  })

  it.each([
    ['a circular report', circular],
    ['a BigInt', () => ({ agent: 'a', durationInMs: 1n })],
    ['nothing', () => undefined],
    ['text', () => 'x'],
    ['a list', () => []],
    [
      'a throwing getter',
      () => ({
        get agent() {
          throw new Error('gotcha')
        },
      }),
    ],
    [
      'a throwing proxy',
      () =>
        new Proxy(
          {},
          {
            ownKeys() {
              throw null
            },
          },
        ),
    ],
    ['an enormous one', () => ({ agent: 'a'.repeat(300_000) })],
  ])('answers %s with a rejection', async (_name, input) => {
    using folder = temporaryFolder()
    const { arena } = openArena(folder.path, {})
    const receipt = await arena.report(input() as never)
    expect(receipt.status).toBe('rejected')
    await arena.close()
  })

  it('does nothing at all when it is switched off', async () => {
    using folder = temporaryFolder()
    const arena = createArena({ home: folder.path, isEnabled: false })
    expect(await arena.report(report)).toEqual({ status: 'dropped', id: null, reason: 'disabled' })
    expect(await arena.track('a', {}, () => 5)).toBe(5)
    expect(await arena.flush()).toBe(true)
    expect(existsSync(join(folder.path, 'spool'))).toBe(false)
    for await (const _ of arena.updates()) throw new Error('there is none')
    expect(await createArena().report(report)).toMatchObject({ reason: 'disabled' }) // NODE_ENV is test here
  })

  it('drops what comes after close, and counts it', async () => {
    using folder = temporaryFolder()
    const { arena } = openArena(folder.path, {})
    await arena.close()
    expect(await arena.report(report)).toMatchObject({ status: 'dropped', reason: 'closed' })
    expect(arena.stats()).toMatchObject({ dropped: 1, firstDroppedAt: expect.any(String) })
  })
})

function circular(): object {
  const report: Record<string, unknown> = { agent: 'a' }
  report['metadata'] = { report }
  return report
}
