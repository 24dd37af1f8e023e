import { describe, expect, it } from 'vitest'
import { createTestApp, type TestApp } from '../../test/create-test-app.ts'
import { restRequest } from '../../test/rest-request.ts'

async function withReports(): Promise<TestApp> {
  const app = await createTestApp() // Sunday 22 November 2026, 12:00 UTC
  const report = (agent: string, body: object) =>
    restRequest(app, ['POST', `/api/v1/agents/${agent}/xp`, body])
  await report('Python-Pro', { task_duration: 20, code_quality: 0.8 })
  await report('python-pro', { success: false, task_duration: 5 })
  await report('python-pro', { occurred_at: '2026-11-16T23:30:00Z', task_duration: 40 })
  await report('python-pro', { occurred_at: '2026-10-01T12:00:00Z' })
  await report('sql-pro', { occurred_at: '2026-11-21T10:00:00Z', action_type: 'error_resolution' })
  await report('go-pro', { outcome: 'cancelled' })
  while (!(await app.parts.deps.store.advanceProjections(app.owner.workspaceId, 500)).isCurrent);
  return app
}

const get = (app: TestApp, path: string) => restRequest(app, ['GET', path])

describe('GET /api/v1/agents/{name}/stats', () => {
  it('gives per cent and seconds, and null for what was not measured', async () => {
    await using app = await withReports()
    expect((await get(app, '/api/v1/agents/PYTHON-PRO/stats')).body).toEqual({
      agent_id: 'python-pro',
      agent_name: 'Python-Pro',
      level: 1,
      xp: 50,
      total_calls: 4,
      successful_tasks: 3,
      failed_tasks: 1,
      success_rate: 75,
      avg_task_time: 30,
      last_used: '2026-11-22T12:00:00.000Z',
      errors_resolved: 0,
      fastest_completion: null,
      response_quality_avg: 0.8,
      user_satisfaction_avg: null,
      complexity_handled_avg: null,
      streak_days: 2,
      longest_streak: 2,
    })
    expect((await get(app, '/api/v1/agents/go-pro/stats')).body).toMatchObject({
      success_rate: null,
      avg_task_time: null,
      response_quality_avg: null,
    })
  })

  it('knows no other agent', async () => {
    await using app = await withReports()
    const { status, body } = await get(app, '/api/v1/agents/rust-pro/stats')
    expect([status, body.code]).toEqual([404, 'not-found'])
  })
})

describe('GET /api/v1/agents/{name}/analytics', () => {
  it('counts by day, ISO week and month, each with its window', async () => {
    await using app = await withReports()
    const read = async (period: string) =>
      (await get(app, `/api/v1/agents/python-pro/analytics?period=${period}`)).body
    const daily = await read('daily')
    expect(daily).toMatchObject({
      agent_name: 'Python-Pro',
      total_uses: 3,
      unique_users: 1,
      success_rate: (100 * 2) / 3,
      xp_generated: 40,
      trend_data: [
        { period: '2026-11-16', uses: 1, xp: 15 },
        { period: '2026-11-22', uses: 2, xp: 25 },
      ],
    })
    expect(daily.avg_session_duration).toBeCloseTo(30, 0)
    expect(daily.trend_data[0].avg_duration / 40).toBeCloseTo(1, 1)
    expect(
      (await read('weekly')).trend_data.map(({ period, uses }: { period: string; uses: number }) => [
        period,
        uses,
      ]),
    ).toEqual([
      ['2026-W40', 1],
      ['2026-W47', 3],
    ])
    expect(
      (await read('monthly')).trend_data.map(
        ({
          period,
          uses,
          avg_duration: mean,
        }: {
          period: string
          uses: number
          avg_duration: number | null
        }) => [period, uses, mean === null],
      ),
    ).toEqual([
      ['2026-10', 1, true],
      ['2026-11', 3, false],
    ])
  })

  it('refuses another period', async () => {
    await using app = await withReports()
    const { status, body } = await get(app, '/api/v1/agents/python-pro/analytics?period=hourly')
    expect([status, body.issues[0].path]).toEqual([400, 'period'])
  })
})

describe('GET /api/v1/agents/leaderboard/personal', () => {
  it.each([
    ['', ['Python-Pro', 'sql-pro', 'go-pro']],
    ['?sort_by=success_rate', ['sql-pro', 'Python-Pro', 'go-pro']],
    ['?sort_by=avg_task_time', ['Python-Pro', 'sql-pro', 'go-pro']],
    ['?sort_by=level&limit=1', ['Python-Pro']],
  ])('orders by what is asked: %j', async (query, names) => {
    await using app = await withReports()
    const { body } = await get(app, `/api/v1/agents/leaderboard/personal${query}`)
    expect(body.map((row: { agent_name: string }) => row.agent_name)).toEqual(names)
  })

  it.each(['?limit=0', '?limit=101', '?limit=many', '?sort_by=luck', '?page=2'])(
    'refuses %s',
    async (query) => {
      await using app = await createTestApp()
      expect((await get(app, `/api/v1/agents/leaderboard/personal${query}`)).status).toBe(400)
    },
  )
})

it('sums up a user at /api/v1/agents/performance/summary', async () => {
  await using app = await withReports()
  const me = (await app.query('me.get')).data
  expect((await get(app, '/api/v1/agents/performance/summary')).body).toEqual({
    summary: {
      unique_agents: 3,
      total_xp: me.xp,
      current_level: me.level,
      avg_agent_level: 1,
      total_tasks: 4,
      errors_resolved: 1,
    },
    recent_activity: { tasks_last_7_days: 5, xp_last_7_days: 60 },
    top_agents: [
      { name: 'Python-Pro', xp: 50, level: 1 },
      { name: 'sql-pro', xp: 20, level: 1 },
      { name: 'go-pro', xp: 0, level: 1 },
    ],
  })
})

it('lists the achievements, unlocked and locked, at /api/v1/achievements', async () => {
  await using app = await withReports()
  const { body } = await get(app, '/api/v1/achievements')
  expect(body.unlocked).toBeGreaterThan(0)
  const [first] = body.achievements.filter(({ id }: { id: string }) => id === 'first-steps')
  expect(first).toMatchObject({
    name: 'First Steps',
    xp_reward: 50,
    progress: 1,
    unlocked_at: expect.any(String),
  })
})

it('tells at /api/v1/info what is scored how', async () => {
  await using app = await createTestApp()
  const { status, body } = await restRequest(app, ['GET', '/api/v1/info'], { key: null })
  expect(status).toBe(200)
  expect(body.xp_sources.error_resolution.base_xp).toBe(20)
  expect(body.complexity_multipliers).toEqual({ simple: 1, medium: 1.5, complex: 2, expert: 3 })
  expect(body.level_thresholds).toEqual([0, 100, 300, 600, 1000, 1500, 2100, 2800, 3600, 4500])
})

it('says which methods a path has, and answers other paths with a problem', async () => {
  await using app = await createTestApp()
  const wrong = await restRequest(app, ['POST', '/api/v1/achievements', {}])
  expect([wrong.status, wrong.headers.get('allow'), wrong.body.code]).toEqual([
    405,
    'GET, HEAD',
    'method-not-allowed',
  ])
  expect((await restRequest(app, ['GET', '/api/v1/agents/python-pro/xp'])).headers.get('allow')).toBe('POST')
  const nowhere = await restRequest(app, ['GET', '/api/v1/conversations'])
  expect([nowhere.status, nowhere.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
})
