import { describe, expect, it } from 'vitest'
import { createTestApp, type TestApp, testNow } from '../../test/create-test-app.ts'
import { restRequest } from '../../test/rest-request.ts'

const path = '/api/v1/agents/python-pro/xp'
const post = (app: TestApp, body: unknown, headers: Record<string, string> = {}) =>
  restRequest(app, ['POST', path, body], { headers })

describe('POST /api/v1/agents/{name}/xp', () => {
  it("takes the original client's body, its user and agent named in it", async () => {
    await using app = await createTestApp()
    const { status, body } = await post(app, {
      user_id: app.owner.userId,
      agent_name: 'Python-Pro',
      action_type: 'task_completion',
      task_description: 'Created FastAPI endpoint',
      task_complexity: 'medium',
      task_duration: 120.0,
      success: true,
      base_points: 15,
      response_quality: 0.9,
      user_satisfaction: 0.85,
    })
    expect([status, body]).toEqual([
      200,
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        xp_gained: 33,
        total_xp: 33,
        level_before: 1,
        level_after: 1,
        level_up: false,
        achievements_unlocked: ['First Steps'],
        rank: { now: 1, before: null },
      },
    ])
  })

  // what the original's calculator gives, where our rules do not limit or correct it
  it.each([
    ['nothing but a zero of base points', { base_points: 0 }, 10],
    ['a resolved error', { base_points: 0, action_type: 'error_resolution' }, 20],
    [
      'three kinds of quality',
      {
        base_points: 10,
        task_complexity: 'simple',
        task_duration: 45,
        response_quality: 0.85,
        user_satisfaction: 0.9,
        code_quality: 0.8,
      },
      13,
    ],
    [
      'multipliers, a bonus and evidence',
      {
        base_points: 25,
        task_complexity: 'expert',
        task_duration: 300,
        multipliers: [
          { type: 'deadline', value: 1.5 },
          { type: 'review', value: 1.2, reason: 'hard' },
        ],
        bonus_points: 50,
        response_quality: 0.95,
        user_satisfaction: 1,
        code_quality: 0.9,
        evidence_type: 'complexity_handling',
        evidence_data: { improvement_factor: 1.8 },
      },
      482,
    ],
    [
      'evidence of a bug resolved',
      {
        base_points: 20,
        action_type: 'error_resolution',
        task_complexity: 'complex',
        task_duration: 120,
        bonus_points: 30,
        response_quality: 0.9,
        evidence_type: 'bug_resolution',
        evidence_data: { improvement_factor: 2, note: 'x' },
      },
      170,
    ],
    [
      'innovation, whose factor counts at most twice',
      {
        base_points: 100,
        task_complexity: 'expert',
        task_duration: 1800,
        multipliers: [{ type: 'deadline', value: 2 }],
        response_quality: 0.95,
        evidence_type: 'innovation',
        evidence_data: { improvement_factor: 3 },
      },
      1120,
    ],
    ['a quick task', { base_points: 10, task_complexity: 'simple', task_duration: 5 }, 15],
    [
      'evidence of little effect',
      { base_points: 100, evidence_type: 'code_quality', evidence_data: { improvement_factor: 0.5 } },
      120,
    ],
    ['a slow task', { base_points: 20, task_complexity: 'medium', task_duration: 180 }, 27],
    ['evidence without data', { base_points: 100, evidence_type: 'code_quality', evidence_data: {} }, 100],
    [
      'nulls for what is not known',
      { base_points: 10, task_duration: null, task_complexity: null, evidence_type: null, metadata: null },
      10,
    ],
    ['a failure', { base_points: 20, success: false }, 6],
  ])('scores %s as documented', async (_, body, xp) => {
    await using app = await createTestApp()
    const answer = await post(app, body)
    expect(answer.body).toMatchObject({ xp_gained: xp, total_xp: xp })
  })

  it('tells of a level reached', async () => {
    await using app = await createTestApp()
    await post(app, { base_points: 60 })
    const { body } = await post(app, { base_points: 60 })
    expect(body).toMatchObject({ total_xp: 120, level_before: 1, level_after: 2, level_up: true })
  })

  it('takes an agent whose name has a slash', async () => {
    await using app = await createTestApp()
    const { status } = await restRequest(app, ['POST', '/api/v1/agents/tools%2Flint/xp', {}])
    const stats = await restRequest(app, ['GET', '/api/v1/agents/Tools%2FLint/stats'])
    expect([status, stats.body.agent_name]).toEqual([200, 'tools/lint'])
  })

  it.each<[object, number, string, string]>([
    [{ agent_name: 'sql-pro' }, 400, 'invalid-input', 'agent_name'],
    [{ user_id: 'someone' }, 403, 'wrong-user', ''],
    [{ xp: 5 }, 400, 'invalid-input', 'xp'],
    [{ success: false, outcome: 'success' }, 400, 'invalid-input', 'success'],
    [{ task_duration: 366 * 86_400 + 1 }, 400, 'invalid-input', 'task_duration'],
    [{ response_quality: 1.1 }, 400, 'invalid-input', 'response_quality'],
    [{ action_type: 'milestone' }, 400, 'invalid-input', 'action_type'],
    [
      { evidence_type: 'innovation', evidence_data: { improvement_factor: '2' } },
      400,
      'invalid-input',
      'evidence_data.improvement_factor',
    ],
    [
      { evidence_type: 'innovation', evidence_data: { improvement_factor: -1 } },
      400,
      'invalid-input',
      'evidence_data.improvement_factor',
    ],
    [{ occurred_at: '2027-01-01T00:00:00Z' }, 400, 'invalid-report', 'occurred_at'],
    [{ report_id: 'mine' }, 400, 'invalid-input', 'report_id'],
  ])('refuses %j and names the field', async (body, status, code, field) => {
    await using app = await createTestApp()
    const key = await app.makeKey('report:write', 'read')
    const answer = await restRequest(app, ['POST', path, body], { key })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.body).toMatchObject({ status, code, type: `/docs#error-${code}` })
    expect(answer.body.issues.map((issue: { path: string }) => issue.path)).toEqual(field ? [field] : [])
    expect((await app.query('me.get')).data.reports).toBe(0)
  })

  it('asks for a key that may report', async () => {
    await using app = await createTestApp()
    const without = await restRequest(app, ['POST', path, {}], { key: null })
    expect([without.status, without.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    const reader = await restRequest(app, ['POST', path, {}], { key: await app.makeKey('read') })
    expect([reader.status, reader.body.code]).toEqual([403, 'missing-scope'])
  })

  it('asks for a key that may backdate', async () => {
    await using app = await createTestApp()
    const old = { occurred_at: '2026-01-05T10:00:00+01:00' }
    const refused = await restRequest(app, ['POST', path, old], { key: await app.makeKey('report:write') })
    expect(refused.body).toMatchObject({
      code: 'backdate-not-allowed',
      detail: expect.stringMatching(/^occurred_at/),
    })
    expect((await post(app, old)).status).toBe(200)
  })
})

describe('Idempotency-Key', () => {
  it('counts a request once, however late it comes again, and gives its first result', async () => {
    await using app = await createTestApp()
    const headers = { 'idempotency-key': 'run-17' }
    const first = await post(app, { base_points: 60 }, headers)
    expect(first.headers.get('idempotency-replayed')).toBeNull()
    await post(app, { base_points: 60 })
    app.time.nowInMs += 400 * 86_400_000
    const again = await post(app, { base_points: 60 }, headers)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(again.body).toEqual({ ...first.body, rank: null })
    expect((await app.query('me.get')).data.reports).toBe(2)
  })

  it('refuses another body under the same key', async () => {
    await using app = await createTestApp()
    const headers = { 'idempotency-key': 'run-17' }
    await post(app, { base_points: 60 }, headers)
    const { status, body } = await post(app, { base_points: 61 }, headers)
    expect([status, body.code, body.issues[0].path]).toEqual([409, 'report-conflict', 'idempotency-key'])
  })

  it('is one of its user', async () => {
    await using app = await createTestApp()
    const member = { id: 'bob', name: 'bob', zone: 'UTC', role: 'member', createdAtInMs: 0 } as const
    await app.parts.deps.store.changeDirectory(app.owner.workspaceId, [{ kind: 'member-added', member }])
    const headers = { 'idempotency-key': 'run-17' }
    const mine = await post(app, {}, headers)
    const theirs = await post(app, { user_id: 'bob' }, headers)
    expect([theirs.status, theirs.headers.get('idempotency-replayed')]).toEqual([200, null])
    expect(theirs.body.id).not.toBe(mine.body.id)
  })

  it.each(['', 'x'.repeat(256), 'a b', 'caf\u00e9'])('refuses the key %j', async (key) => {
    await using app = await createTestApp()
    const { status, body } = await post(app, {}, { 'idempotency-key': key })
    expect([status, body.issues[0].path]).toEqual([400, 'idempotency-key'])
  })

  it('yields to the id in the body, which serves tRPC too', async () => {
    await using app = await createTestApp()
    const id = '018f3c1e-7b5a-7c3d-9e2f-4a5b6c7d8e9f'
    const report = {
      id,
      agent: 'python-pro',
      action: 'task_completion',
      outcome: 'success',
      occurredAt: testNow,
    }
    await app.mutate('report.submit', { schema: 1, reports: [report] })
    const body = { report_id: id, occurred_at: testNow }
    const again = await post(app, body, { 'idempotency-key': 'run-17' })
    expect([again.status, again.body.id, again.headers.get('idempotency-replayed')]).toEqual([
      200,
      id,
      'true',
    ])
  })
})
