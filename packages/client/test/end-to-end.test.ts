import { describe, expect, it } from 'vitest'
import { startTestServer } from '../../server/test/start-test-server.ts'
import { createApi, findServer, toArenaError } from '../src/api.ts'
import { createArena, type Update } from '../src/index.ts'
import { temporaryFolder } from './temporary-folder.ts'

const portOf = (url: string) => Number(new URL(url).port)

describe('client and server', () => {
  it('score a report, know a duplicate, reject what is wrong', async () => {
    await using server = await startTestServer()
    await using arena = createArena({ home: server.home, onWarning: () => {} })
    const first = await arena.report({
      agent: 'python-pro',
      task: { complexity: 'medium' },
      durationInMs: 95_000,
    })
    expect(first).toMatchObject({
      status: 'scored',
      agent: { name: 'python-pro' },
      achievements: [{ id: 'first-steps' }],
    })
    const again = await arena.report({
      agent: 'python-pro',
      task: { complexity: 'medium' },
      durationInMs: 95_000,
      id: first.id ?? '',
    })
    expect(again).toMatchObject({ status: 'rejected', code: 'report-conflict' }) // it was stamped with another time
    expect(await arena.report({ agent: 'a', durationInMs: -1 })).toMatchObject({
      status: 'rejected',
      code: 'invalid-report',
      issues: [{ path: 'durationInMs' }],
    })
    const same = { agent: 'a', id: crypto.randomUUID(), occurredAt: new Date().toISOString() }
    expect((await arena.report(same)).status).toBe('scored')
    expect((await arena.report(same)).status).toBe('duplicate')
  })

  it('bring every report home exactly once, though the server was away', async () => {
    using folder = temporaryFolder()
    const before = await startTestServer({ home: folder.path })
    const port = portOf(before.url)
    const arena = createArena({ home: folder.path })
    for (let n = 0; n < 5; n += 1) await arena.report({ agent: 'a' })
    await before[Symbol.asyncDispose]()
    for (let n = 0; n < 20; n += 1) expect((await arena.report({ agent: 'a' })).status).toBe('spooled')
    await using after = await startTestServer({ home: folder.path, port })
    expect(await arena.flush()).toBe(true)
    await arena.close()
    const api = createApi(after)
    expect((await api.agent.get.query({ agent: 'a' })).reports).toBe(25)
    expect((await api.ledger.verify.query()).faults).toEqual([])
  })

  it('take over what another process left', async () => {
    await using server = await startTestServer()
    const left = createArena({ home: server.home })
    for (let n = 0; n < 3; n += 1) void left.report({ agent: 'left' })
    await left.close({ timeoutInMs: 0 })
    await using drainer = createArena({ home: server.home, adopt: true })
    expect(await drainer.drainSpool()).toBe(true)
    expect((await createApi(server).agent.get.query({ agent: 'left' })).reports).toBe(3)
  })

  it('show the tree of calls in the ledger', async () => {
    await using server = await startTestServer()
    await using arena = createArena({ home: server.home, project: 'p' })
    const inner = arena.wrap(async () => 1, { agent: 'inner' })
    await arena.track('outer', { complexity: 'complex' }, async (run) => {
      run.quality({ code: 0.9 })
      return inner()
    })
    expect(await arena.flush()).toBe(true)
    const { agents } = await createApi(server).agent.list.query({})
    expect(agents.map(({ name }) => name).sort()).toEqual(['inner', 'outer'])
  })

  it('deliver updates, and go on after a restart of the server without gap or repeat', async () => {
    using folder = temporaryFolder()
    const before = await startTestServer({ home: folder.path })
    const port = portOf(before.url)
    await using arena = createArena({ home: folder.path })
    const seen: number[] = []
    const levels: Update[] = []
    const stop = new AbortController()
    arena.on('level-reached', (update) => levels.push(update))
    const reading = (async () => {
      for await (const update of arena.updates({ signal: stop.signal })) {
        if (update.type === 'xp-gained' && update.reportId !== null) seen.push(update.seq)
        if (seen.length >= 6) break
      }
    })()
    await waitUntil(async () => {
      await arena.report({ agent: 'warm-up' })
      return seen.length > 0
    })
    await before[Symbol.asyncDispose]()
    await using after = await startTestServer({ home: folder.path, port })
    const api = createApi(after)
    await arena.flush()
    for (let n = 0; n < 6; n += 1) {
      const reports = [{ agent: 'a', id: crypto.randomUUID(), occurredAt: new Date().toISOString() }]
      await api.report.submit.mutate({ schema: 1, reports })
    }
    await reading
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b))
    await waitUntil(async () => levels.length > 0)
  })

  it('find each other by the files of the home', async () => {
    await using server = await startTestServer()
    expect(await findServer({ env: {}, home: server.home })).toMatchObject({
      url: server.url,
      key: server.key,
    })
    using empty = temporaryFolder()
    expect(await findServer({ env: {}, home: empty.path })).toBeNull()
    await expect(findServer({ env: { ARENA_URL: server.url }, home: empty.path })).rejects.toMatchObject({
      code: 'no-key',
    })
    const error = await createApi({ url: server.url, key: 'arena_wrong' }).me.get.query().catch(toArenaError)
    expect(error).toMatchObject({ code: 'invalid-key' })
    const gone = await createApi({ url: 'http://127.0.0.1:1', key: 'k' }).me.get.query().catch(toArenaError)
    expect(gone).toMatchObject({ code: 'unreachable', isRetryable: true })
  })
})

async function waitUntil(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 20))
}
