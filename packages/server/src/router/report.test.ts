import { describe, expect, it } from 'vitest'
import { createTestApp, testNow } from '../../test/create-test-app.ts'
import { testReport } from '../../test/test-report.ts'

describe('report.submit', () => {
  it('scores reports and answers in their order', async () => {
    await using app = await createTestApp()
    const first = testReport({ task: { complexity: 'medium' } })
    const second = testReport({ agent: 'sql-pro' })
    const { status, data } = await app.mutate('report.submit', { schema: 1, reports: [first, second] })
    expect(status).toBe(200)
    expect(data.epoch).toBe('epoch-1')
    expect(data.answers).toMatchObject([
      {
        status: 'scored',
        id: first.id,
        seq: 1,
        xp: 15,
        agent: { name: 'python-pro', xp: 15, level: 1 },
        achievements: [{ id: 'first-steps', name: 'First Steps', xp: 50 }],
        rank: { now: 1, before: null },
      },
      { status: 'scored', id: second.id, xp: 10, rank: { now: 2, before: null } },
    ])
  })

  it('answers a report sent again with its first result', async () => {
    await using app = await createTestApp()
    const report = testReport()
    const once = await app.mutate('report.submit', { schema: 1, reports: [report] })
    await app.mutate('report.submit', { schema: 1, reports: [testReport(), testReport()] })
    const again = await app.mutate('report.submit', { schema: 1, reports: [report, report] })
    const expected = { ...once.data.answers[0], status: 'duplicate', rank: null }
    expect(again.data.answers).toEqual([expected, expected])
  })

  it('counts a report once that comes twice in one request', async () => {
    await using app = await createTestApp()
    const report = testReport()
    const { data } = await app.mutate('report.submit', { schema: 1, reports: [report, report] })
    expect(data.answers.map((answer: { status: string }) => answer.status)).toEqual(['scored', 'duplicate'])
    expect((await app.query('me.get')).data.reports).toBe(1)
  })

  it('knows a report by its id in capitals too', async () => {
    await using app = await createTestApp()
    const report = testReport()
    const shouted = { ...report, id: report.id.toUpperCase() }
    await app.mutate('report.submit', { schema: 1, reports: [report] })
    const { data } = await app.mutate('report.submit', { schema: 1, reports: [shouted] })
    expect(data.answers[0]).toMatchObject({ status: 'duplicate', id: report.id })
    expect((await app.query('report.explain', { reportId: shouted.id })).data.xp).toBe(data.answers[0].xp)
  })

  it('takes the order of fields as no difference, and other content as a conflict', async () => {
    await using app = await createTestApp()
    const { id, agent, occurredAt } = testReport()
    await app.mutate('report.submit', { schema: 1, reports: [{ id, agent, occurredAt }] })
    const { status, data } = await app.mutate('report.submit', {
      schema: 1,
      reports: [
        { occurredAt, agent, id },
        { id, agent, occurredAt, bonusPoints: 100 },
      ],
    })
    expect(status).toBe(200)
    expect(data.answers).toMatchObject([
      { status: 'duplicate' },
      { status: 'rejected', id, code: 'report-conflict' },
    ])
    expect((await app.query('me.get')).data.reports).toBe(1)
  })

  it.each([
    ['an unknown field', { xp: 1_000_000 }, /xp/],
    ['a wrong type', { durationInMs: '95' }, /durationInMs/],
    ['a number out of range', { quality: { code: 1.5 } }, /quality\.code/],
    ['a date in the future', { occurredAt: '2026-11-22T12:06:00Z' }, /occurredAt.*future/],
    ['a text that is too long', { task: { description: 'x'.repeat(2001) } }, /task\.description/],
    ['metadata that is too large', { metadata: { text: 'x'.repeat(5000) } }, /metadata.*4096/],
    ['a name with markup', { agent: '<b>x</b>' }, /agent/],
    ['a date without an offset', { occurredAt: '2026-11-22T12:00:00' }, /occurredAt/],
    ['an id that is none', { id: '1; DROP TABLE xp_events' }, /id/],
  ])('rejects %s and takes the others', async (_name, changes, message) => {
    await using app = await createTestApp()
    const reports = [testReport(), { ...testReport(), ...changes }, testReport()]
    const { status, data } = await app.mutate('report.submit', { schema: 1, reports })
    expect(status).toBe(200)
    expect(data.answers).toMatchObject([
      { status: 'scored' },
      { status: 'rejected', id: reports[1]?.id, code: 'invalid-report' },
      { status: 'scored' },
    ])
    expect(data.answers[1].message).toMatch(message)
    expect(data.answers[1].issues.length).toBeGreaterThan(0)
  })

  it.each([null, 7, 'report', [], { id: 7 }])('rejects %j as a report, without an id', async (stated) => {
    await using app = await createTestApp()
    const { data } = await app.mutate('report.submit', { schema: 1, reports: [stated] })
    expect(data.answers).toMatchObject([{ status: 'rejected', id: null, code: 'invalid-report' }])
  })

  it('keeps the answer to a very wrong report small', async () => {
    await using app = await createTestApp()
    const unknown = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`field${index}`, index]))
    const { text } = await app.mutate('report.submit', { schema: 1, reports: [unknown] })
    expect(text.length).toBeLessThan(10_000)
  })

  it('rejects what is nested too deeply and takes the others', async () => {
    await using app = await createTestApp()
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
    const report = testReport()
    const list = JSON.stringify({ schema: 1, reports: ['DEEP', report] })
    const body = list.replace('"DEEP"', `{"id":"${testReport().id}","metadata":${deep}}`)
    const { status, data } = await app.mutateText('report.submit', body)
    expect(status).toBe(200)
    expect(data.answers).toMatchObject([{ status: 'rejected', code: 'invalid-report' }, { status: 'scored' }])
  })

  it('takes old reports only from keys that may backdate', async () => {
    await using app = await createTestApp()
    const old = testReport({ occurredAt: '2026-10-23T11:59:59Z' })
    const key = await app.makeKey('report:write')
    const refused = await app.mutate('report.submit', { schema: 1, reports: [old] }, key)
    expect(refused.data.answers).toMatchObject([
      { status: 'rejected', id: old.id, code: 'backdate-not-allowed' },
    ])
    const taken = await app.mutate('report.submit', { schema: 1, reports: [old] })
    expect(taken.data.answers).toMatchObject([{ status: 'scored' }])
  })

  it('refuses a newer schema without losing the chance to send again', async () => {
    await using app = await createTestApp()
    const { status, error } = await app.mutate('report.submit', { schema: 2, reports: [{ future: true }] })
    expect(status).toBe(400)
    expect(error).toMatchObject({ code: 'unsupported-schema', isRetryable: false, httpStatus: 400 })
  })

  it.each([
    ['no reports', { schema: 1, reports: [] }],
    ['more than 200 reports', { schema: 1, reports: Array.from({ length: 201 }, () => ({})) }],
    ['an unknown field', { schema: 1, reports: [{}], xp: 5 }],
    ['no schema', { reports: [{}] }],
  ])('refuses a request with %s', async (_name, input) => {
    await using app = await createTestApp()
    const { status, error } = await app.mutate('report.submit', input)
    expect(status).toBe(400)
    expect(error).toMatchObject({ code: 'invalid-input', isRetryable: false })
    expect(error.issues).toHaveLength(1)
  })

  it('reports for another user only with the scope for it, and only for one who exists', async () => {
    await using app = await createTestApp()
    const key = await app.makeKey('report:write')
    const input = { schema: 1, reports: [testReport()], userId: 'someone-else' }
    const refused = await app.mutate('report.submit', input, key)
    expect([refused.status, refused.error.code]).toEqual([403, 'wrong-user'])
    const unknown = await app.mutate('report.submit', input)
    expect([unknown.status, unknown.error.code]).toEqual([404, 'not-found'])
    const own = await app.mutate('report.submit', { ...input, userId: app.owner.userId }, key)
    expect(own.data.answers[0].status).toBe('scored')
  })

  it('tells a client to come back when the store fails, and why only in the log', async () => {
    let isBroken = false
    await using app = await createTestApp((store) => ({
      ...store,
      commit: (commits) => (isBroken ? Promise.reject(new Error('secret detail')) : store.commit(commits)),
    }))
    isBroken = true
    const report = testReport()
    const failed = await app.mutate('report.submit', { schema: 1, reports: [report] })
    expect([failed.status, failed.error.code, failed.error.isRetryable]).toEqual([
      503,
      'store-unavailable',
      true,
    ])
    expect(failed.headers.get('retry-after')).toBe('1')
    expect(failed.text).not.toContain('secret detail')
    expect(app.logLines.join()).toContain('secret detail')
    isBroken = false
    const taken = await app.mutate('report.submit', { schema: 1, reports: [report] })
    expect(taken.data.answers[0].status).toBe('scored')
  })
})

describe('report.explain', () => {
  it('says in words what a report was worth and what it unlocked', async () => {
    await using app = await createTestApp()
    const report = testReport({ task: { complexity: 'expert', description: 'a private text' } })
    await app.mutate('report.submit', { schema: 1, reports: [report] })
    const { data, text } = await app.query('report.explain', { reportId: report.id })
    expect(data).toMatchObject({
      xp: 30,
      agentName: 'python-pro',
      occurredAt: testNow,
      receivedAt: testNow,
      breakdown: { basePoints: 10, factors: { complexity: 3 } },
      lines: ['Base: 10 for task completion', 'Complexity expert: x 3', expect.stringContaining('30')],
      unlocked: [{ id: 'first-steps', name: 'First Steps', xp: 50 }, { id: 'deep-water' }],
      corrections: [],
    })
    expect(text).not.toContain('private')
  })

  it('knows no report of this id', async () => {
    await using app = await createTestApp()
    const { status, error } = await app.query('report.explain', { reportId: testReport().id })
    expect([status, error.code]).toEqual([404, 'not-found'])
  })
})
