import { describe, expect, it } from 'vitest'
import { createTestApp, type TestApp, testNow } from '../../test/create-test-app.ts'
import { testReport } from '../../test/test-report.ts'
import { issueKey } from '../key/issue-key.ts'

interface BoardApp extends AsyncDisposable {
  readonly app: TestApp
  /** The key of a member of this name, who is put into the team. */
  join(
    name: string,
    place?: { readonly teamId?: string },
  ): Promise<{ readonly userId: string; readonly key: string }>
  submit(key: string | null, reports: readonly Partial<ReturnType<typeof testReport>>[]): Promise<void>
}

async function openBoards(): Promise<BoardApp> {
  const app = await createTestApp()
  const { deps } = app.parts
  const { workspaceId } = app.owner
  const createdAtInMs = app.time.nowInMs
  await deps.store.changeDirectory(workspaceId, [
    { kind: 'team-saved', team: { id: 'red', name: 'Red', createdAtInMs, archivedAtInMs: null } },
    { kind: 'team-saved', team: { id: 'blue', name: 'Blue', createdAtInMs, archivedAtInMs: null } },
  ])
  return {
    app,
    async join(name, { teamId } = {}) {
      const userId = `user-${name}`
      await deps.store.changeDirectory(workspaceId, [
        { kind: 'member-added', member: { id: userId, name, zone: 'UTC', role: 'member', createdAtInMs } },
        ...(teamId ? [{ kind: 'member-placed' as const, userId, teamId, joinedAtInMs: createdAtInMs }] : []),
      ])
      const owner = { workspaceId, userId }
      const scopes = ['report:write', 'read'] as const
      return { userId, key: (await issueKey({ owner, name, scopes, expiresAtInMs: null }, deps)).key }
    },
    async submit(key, reports) {
      const { status } = await app.mutate(
        'report.submit',
        { schema: 1, reports: reports.map((stated) => testReport(stated)) },
        ...(key ? [key] : []),
      )
      expect(status).toBe(200)
      while (!(await deps.store.advanceProjections(workspaceId, 500)).isCurrent);
    },
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  }
}

const names = ({ entries }: { entries: readonly { name: string }[] }) => entries.map(({ name }) => name)
const ranks = ({ entries }: { entries: readonly { name: string; rank: number | null }[] }) =>
  entries.map(({ name, rank }) => [name, rank])

describe('board.top: pages', () => {
  it('walks the whole board with cursors and the right ranks', async () => {
    await using boards = await openBoards()
    const agents = ['a', 'b', 'b', 'c', 'd', 'd', 'e']
    await boards.submit(
      null,
      agents.map((agent) => ({ agent })),
    )
    const seen: unknown[] = []
    let cursor: string | null = null
    do {
      const input: object = { limit: 2, window: 'all', ...(cursor && { cursor }) }
      const { data } = await boards.app.query('board.top', input)
      seen.push(...ranks(data))
      cursor = data.nextCursor
    } while (cursor)
    expect(seen).toEqual([
      ['b', 1],
      ['d', 1],
      ['a', 3],
      ['c', 3],
      ['e', 3],
    ])
  })

  it('refuses a cursor of another order', async () => {
    await using boards = await openBoards()
    await boards.submit(
      null,
      ['a', 'b'].map((agent) => ({ agent })),
    )
    const { data } = await boards.app.query('board.top', { limit: 1 })
    const { status, error } = await boards.app.query('board.top', { sort: 'level', cursor: data.nextCursor })
    expect([status, error.code]).toEqual([400, 'invalid-input'])
  })
})

describe('board.top: scopes', () => {
  it('shows agents, users and teams of team, project and workspace', async () => {
    await using boards = await openBoards()
    const ann = await boards.join('Ann', { teamId: 'red' })
    const bob = await boards.join('Bob', { teamId: 'blue' })
    await boards.submit(ann.key, [{ agent: 'a', project: 'shop' }, { agent: 'b' }])
    await boards.submit(bob.key, [{ agent: 'a' }, { agent: 'c', project: 'shop' }])
    const ask = async (input: object, key?: string) =>
      names((await boards.app.query('board.top', { window: 'all', ...input }, ...(key ? [key] : []))).data)
    expect(await ask({ scope: 'team', team: 'red' })).toEqual(['a', 'b'])
    expect(await ask({ scope: 'team', team: 'Blue', subject: 'user' })).toEqual(['Bob'])
    expect(await ask({ scope: 'team' }, ann.key)).toEqual(['a', 'b'])
    expect(await ask({ scope: 'project', project: 'shop' })).toEqual(['a', 'c'])
    expect(await ask({ scope: 'project', project: 'shop', subject: 'user' })).toEqual(['Ann', 'Bob'])
    expect(await ask({ subject: 'team' })).toEqual(['Red', 'Blue'])
    expect(await ask({ scope: 'user' }, bob.key)).toEqual(['a', 'c'])
    expect(await ask({ scope: 'user', userId: ann.userId })).toEqual(['a', 'b'])
    expect(await ask({})).toEqual(['a', 'b', 'c'])
  })

  it.each([
    [{ scope: 'team', team: 'blue' }, 'not-found'],
    [{ scope: 'team', team: 'none' }, 'not-found'],
    [{ scope: 'project', project: 'none' }, 'not-found'],
    [{ scope: 'user', userId: 'user-Bob' }, 'missing-role'],
    [{ scope: 'team', subject: 'team' }, 'invalid-input'],
    [{ scope: 'user', subject: 'user' }, 'invalid-input'],
    [{ scope: 'project' }, 'invalid-input'],
    [{ scope: 'workspace', team: 'red' }, 'invalid-input'],
  ])('keeps %j from a member of another team', async (input, code) => {
    await using boards = await openBoards()
    const ann = await boards.join('Ann', { teamId: 'red' })
    await boards.join('Bob', { teamId: 'blue' })
    for (const path of ['board.top', 'board.around']) {
      expect((await boards.app.query(path, { id: 'x', ...input }, ann.key)).error.code).toBe(
        path === 'board.top' ? 'invalid-input' : code,
      )
    }
    expect((await boards.app.query('board.top', input, ann.key)).error.code).toBe(code)
  })

  it('leaves out members who are not on boards, and counts them in nobody’s rank', async () => {
    await using boards = await openBoards()
    const ann = await boards.join('Ann')
    const bob = await boards.join('Bob')
    await boards.submit(ann.key, [{}, {}])
    await boards.submit(bob.key, [{}])
    const ask = async (path: string, input: object) =>
      (await boards.app.query(path, { subject: 'user', window: 'all', ...input })).data
    expect(ranks(await ask('board.top', {}))).toEqual([
      ['Ann', 1],
      ['Bob', 2],
    ])
    await boards.app.parts.deps.store.changeDirectory(boards.app.owner.workspaceId, [
      { kind: 'member-changed', userId: ann.userId, isOnBoards: false },
    ])
    expect(ranks(await ask('board.top', {}))).toEqual([['Bob', 1]])
    expect(await ask('board.around', { id: bob.userId })).toMatchObject({
      rank: 1,
      size: 1,
      xpToNextRank: null,
    })
    expect(await ask('board.around', { id: ann.userId })).toMatchObject({ rank: null, size: 1, entries: [] })
  })
})

describe('board.around', () => {
  it('shows where an agent stands, in any spelling', async () => {
    await using boards = await openBoards()
    await boards.submit(
      null,
      ['a', 'a', 'a', 'B', 'b', 'c'].map((agent) => ({ agent })),
    )
    const { data } = await boards.app.query('board.around', { id: 'B', above: 1, below: 1 })
    expect(data).toMatchObject({ id: 'b', rank: 2, size: 3, xpToNextRank: 10 })
    expect(ranks(data)).toEqual([
      ['a', 1],
      ['B', 2],
      ['c', 3],
    ])
    expect((await boards.app.query('board.around', {})).error.code).toBe('invalid-input')
  })

  it('shows the caller among users, and nobody where he is not', async () => {
    await using boards = await openBoards()
    await boards.submit(null, [{}])
    const mine = { subject: 'user', window: 'day' }
    const { data } = await boards.app.query('board.around', mine)
    expect(data).toMatchObject({ rank: 1, size: 1, entries: [{ name: 'ada', isMine: true }] })
    const past = await boards.app.query('board.around', { ...mine, periodStart: '2026-11-01' })
    expect(past.data).toMatchObject({ rank: null, size: 0, entries: [], periodStart: '2026-11-01' })
  })
})

describe('board.top: other orders', () => {
  async function openMeasured() {
    const boards = await openBoards()
    const of = (agent: string, outcomes: string, durationInMs?: number) =>
      [...outcomes].map((outcome) => ({
        agent,
        outcome:
          outcome === 's'
            ? ('success' as const)
            : outcome === 'f'
              ? ('failure' as const)
              : ('cancelled' as const),
        ...(durationInMs && { durationInMs }),
      }))
    await boards.submit(null, [
      ...of('steady', 'sssssssssssf', 60_000),
      ...of('lucky', 's', 5_000),
      ...of('poor', 'ssfff', 20_000),
      ...of('silent', 'c'),
    ])
    return boards
  }

  it('ranks success by what it surely is, the few below, and what was not measured last', async () => {
    await using boards = await openMeasured()
    const { data } = await boards.app.query('board.top', { sort: 'success-rate' })
    expect(
      data.entries.map(
        ({
          name,
          rank,
          successRate,
        }: {
          name: string
          rank: number | null
          successRate: { n: number; state: string }
        }) => [name, rank, successRate.n, successRate.state],
      ),
    ).toEqual([
      ['steady', 1, 12, 'range'],
      ['poor', 2, 5, 'range'],
      ['lucky', null, 1, 'few'],
      ['silent', null, 0, 'none'],
    ])
    expect(data.entries[3].successRate.rankScore).toBeNull()
    expect(data.isWhole).toBe(true)
  })

  it('ranks mean durations from the shortest, and shows none where none was measured', async () => {
    await using boards = await openMeasured()
    const { data } = await boards.app.query('board.top', { sort: 'mean-duration' })
    expect(
      data.entries.map(
        ({
          name,
          rank,
          meanDurationInMs,
          timedSuccesses,
        }: {
          name: string
          rank: number | null
          meanDurationInMs: number | null
          timedSuccesses: number
        }) => [name, rank, meanDurationInMs, timedSuccesses],
      ),
    ).toEqual([
      ['lucky', 1, 5_000, 1],
      ['poor', 2, 20_000, 2],
      ['steady', 3, 60_000, 11],
      ['silent', null, null, 0],
    ])
  })

  it.each(['level', 'success-rate', 'mean-duration'])('walks a board by %s in pages of one', async (sort) => {
    await using boards = await openMeasured()
    const whole = await boards.app.query('board.top', { sort })
    const seen: unknown[] = []
    let cursor: string | null = null
    do {
      const { data } = await boards.app.query('board.top', { sort, limit: 1, ...(cursor && { cursor }) })
      seen.push(...data.entries)
      cursor = data.nextCursor
    } while (cursor)
    expect(seen).toEqual(whole.data.entries)
    const around = await boards.app.query('board.around', { sort, id: 'poor', above: 1, below: 1 })
    expect(around.data.size).toBe(4)
    expect(whole.data.entries).toEqual(expect.arrayContaining(around.data.entries))
  })
})

it('gives with each report its rank on the week’s board, the rank before, and the XP to the next level', async () => {
  await using boards = await openBoards()
  const submit = async (agents: readonly string[]) => {
    const reports = agents.map((agent) => testReport({ agent, occurredAt: testNow }))
    return (await boards.app.mutate('report.submit', { schema: 1, reports })).data.answers
  }
  expect(await submit(['a', 'b', 'b'])).toMatchObject([
    { rank: { now: 1, before: null }, agent: { xpToNextLevel: 90 } },
    { rank: { now: 1, before: null }, agent: { xpToNextLevel: 90 } },
    { rank: { now: 1, before: 1 }, agent: { xpToNextLevel: 80 } },
  ])
  expect(await submit(['a', 'a'])).toMatchObject([
    { rank: { now: 1, before: 2 } },
    {
      rank: { now: 1, before: 1 },
      agent: { xpToNextLevel: 70 },
      user: { xpToNextLevel: expect.any(Number) },
    },
  ])
})
