import { describe, expect, it } from 'vitest'
import { createTestApp, type TestApp, testNow } from '../../test/create-test-app.ts'
import { testReport } from '../../test/test-report.ts'

async function withReports(): Promise<TestApp> {
  const app = await createTestApp()
  const reports = [
    testReport({ agent: 'Python-Pro', durationInMs: 20_000, quality: { code: 0.8 } }),
    testReport({ agent: 'python-pro', outcome: 'failure' }),
    testReport({ agent: 'sql-pro', occurredAt: '2026-11-21T10:00:00Z', action: 'error_resolution' }),
    testReport({ agent: 'go-pro', outcome: 'cancelled' }),
  ]
  await app.mutate('report.submit', { schema: 1, reports })
  while (!(await app.parts.deps.store.advanceProjections(app.owner.workspaceId, 500)).isCurrent);
  return app
}

describe('agent', () => {
  it("lists a user's agents, the one with most XP first", async () => {
    await using app = await withReports()
    const { data } = await app.query('agent.list', {})
    expect(data.agents.map(({ name, xp }: { name: string; xp: number }) => [name, xp])).toEqual([
      ['Python-Pro', 25],
      ['sql-pro', 20],
      ['go-pro', 0],
    ])
  })

  it('gives one agent by any spelling, with null for what was not measured', async () => {
    await using app = await withReports()
    const { data } = await app.query('agent.get', { agent: 'PYTHON-PRO' })
    expect(data).toMatchObject({
      name: 'Python-Pro',
      level: 1,
      title: 'Recruit',
      stars: 0,
      xpInLevel: 25,
      xpOfLevel: 100,
      xpToNextLevel: 75,
      reports: 2,
      successes: 1,
      failures: 1,
      meanDurationInMs: 20_000,
      meanQuality: 0.8,
      errorsResolved: 0,
      firstAt: testNow,
      lastAt: testNow,
    })
    const other = await app.query('agent.get', { agent: 'sql-pro' })
    expect(other.data).toMatchObject({ meanDurationInMs: null, meanQuality: null, errorsResolved: 1 })
  })

  it('knows no other agent', async () => {
    await using app = await withReports()
    const { status, error } = await app.query('agent.get', { agent: 'rust-pro' })
    expect([status, error.code]).toEqual([404, 'not-found'])
  })
})

describe('me', () => {
  it('tells where the user stands', async () => {
    await using app = await withReports()
    const { data } = await app.query('me.get')
    expect(data).toMatchObject({
      user: { id: app.owner.userId, name: 'ada', zone: 'UTC' },
      workspace: { id: app.owner.workspaceId, zone: 'UTC' },
      xp: 195,
      level: 2,
      reports: 4,
      successes: 2,
      failures: 1,
      cancelled: 1,
      unknown: 0,
      agentsUsed: 2,
      achievements: 3,
      streakDays: 2,
      longestStreakDays: 2,
    })
  })

  it('keeps a streak through the day after and then ends it', async () => {
    await using app = await withReports()
    app.time.nowInMs = Date.parse('2026-11-23T23:59:59Z')
    expect((await app.query('me.get')).data.streakDays).toBe(2)
    app.time.nowInMs = Date.parse('2026-11-24T00:00:00Z')
    expect((await app.query('me.get')).data).toMatchObject({ streakDays: 0, longestStreakDays: 2 })
  })
})

describe('board.top', () => {
  it('shows the agents of the week without being asked more', async () => {
    await using app = await withReports()
    const { data } = await app.query('board.top')
    expect(data).toMatchObject({
      subject: 'agent',
      scope: 'workspace',
      window: 'week',
      periodStart: '2026-11-16',
      periodEnd: '2026-11-22',
    })
    expect(data.entries.slice(0, 2)).toMatchObject([
      { rank: 1, name: 'Python-Pro', xp: 25, level: 1, title: 'Recruit', reports: 2, isMine: true },
      { rank: 2, name: 'sql-pro', xp: 20 },
    ])
  })

  it('shows users, other windows and periods gone by', async () => {
    await using app = await withReports()
    const users = await app.query('board.top', { subject: 'user', window: 'all' })
    expect(users.data).toMatchObject({ periodStart: '1970-01-01', periodEnd: null })
    expect(users.data.entries).toMatchObject([{ rank: 1, id: app.owner.userId, name: 'ada', isMine: true }])
    const yesterday = await app.query('board.top', {
      window: 'day',
      scope: 'user',
      periodStart: '2026-11-21',
    })
    expect(yesterday.data).toMatchObject({ periodStart: '2026-11-21', periodEnd: '2026-11-21' })
    expect(yesterday.data.entries.map(({ name }: { name: string }) => name)).toEqual(['sql-pro'])
    const month = await app.query('board.top', { window: 'month', periodStart: '2028-02-29' })
    expect(month.data).toMatchObject({ periodStart: '2028-02-01', periodEnd: '2028-02-29', entries: [] })
  })

  it('lets equal scores share a rank', async () => {
    await using app = await createTestApp()
    const reports = [
      ...['a', 'b'].map((agent) => testReport({ agent })),
      testReport({ agent: 'c', outcome: 'failure' }),
    ]
    await app.mutate('report.submit', { schema: 1, reports })
    await app.parts.deps.store.advanceProjections(app.owner.workspaceId, 500)
    const { data } = await app.query('board.top', {})
    expect(data.entries.map(({ name, rank }: { name: string; rank: number }) => [name, rank])).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 3],
    ])
  })

  it.each([
    { limit: 0 },
    { limit: 101 },
    { window: 'year' },
    { periodStart: '2026-02-30' },
    { team: 'x' },
    { cursor: 'x' },
  ])('refuses %j', async (input) => {
    await using app = await createTestApp()
    const { status, error } = await app.query('board.top', input)
    expect([status, error.code]).toEqual([400, 'invalid-input'])
  })
})

describe('achievement.list', () => {
  it('shows the catalog with what is unlocked and how far the rest is, and keeps secrets', async () => {
    await using app = await withReports()
    const { data, text } = await app.query('achievement.list', {})
    expect(data.unlocked).toBe(3)
    expect(data.achievements.length).toBe(app.parts.catalog.length)
    expect(data.achievements[0]).toMatchObject({ id: 'first-steps', unlockedAt: testNow, progress: 1 })
    const centurion = data.achievements.find(({ id }: { id: string }) => id === 'centurion')
    expect(centurion).toMatchObject({ unlockedAt: null, progress: 0.02, isHidden: false })
    const secrets = app.parts.catalog.filter(({ hidden }) => hidden)
    expect(secrets.length).toBeGreaterThan(0)
    for (const { id, name, description } of secrets) {
      for (const told of [`"${id}"`, name, description]) expect(text).not.toContain(told)
    }
    expect(data.achievements.filter(({ isHidden }: { isHidden: boolean }) => isHidden)).toHaveLength(
      secrets.length,
    )
  })
})

describe('ledger.verify', () => {
  it('finds the ledger and what is made from it in agreement', async () => {
    await using app = await withReports()
    const { data } = await app.query('ledger.verify', {})
    expect(data).toEqual({ rows: 7, users: 1, faults: [] })
  })
})
