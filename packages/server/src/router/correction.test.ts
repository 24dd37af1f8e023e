import type { ReportInput } from '@arena/core'
import { describe, expect, it } from 'vitest'
import { createTestApp, type TestApp, testNow } from '../../test/create-test-app.ts'
import { testReport } from '../../test/test-report.ts'

async function submit(app: TestApp, changes: Partial<ReportInput> = {}): Promise<string> {
  const report = testReport(changes)
  const { data } = await app.mutate('report.submit', { schema: 1, reports: [report] })
  expect(data.answers).toMatchObject([{ status: 'scored' }])
  return report.id
}

describe('report.amend', () => {
  it('says what the report was worth and is worth now, and where all stand', async () => {
    await using app = await createTestApp()
    await submit(app, { agent: 'sql-pro', basePoints: 12 })
    const reportId = await submit(app)
    const { status, data } = await app.mutate('report.amend', { reportId, quality: { code: 0.9 } })
    expect(status).toBe(200)
    expect(data).toEqual({
      status: 'corrected',
      reportId,
      seq: 4,
      xpBefore: 10,
      xpChange: 10,
      xp: 20,
      isVoid: false,
      agent: expect.objectContaining({ name: 'python-pro', xp: 20, level: 1, levelReached: null }),
      user: expect.objectContaining({ xp: 82, level: 1, xpToNextLevel: 18 }),
      achievements: [],
      rank: { now: 1, before: 2 },
      outranked: [],
    })
    expect((await app.query('me.get')).data.xp).toBe(82)
  })

  it('tells what the late fact unlocked and reached', async () => {
    await using app = await createTestApp()
    const reportId = await submit(app, { outcome: 'failure', basePoints: 100 })
    const { data } = await app.mutate('report.amend', { reportId, outcome: 'success' })
    expect(data).toMatchObject({
      xpChange: 70,
      agent: { xp: 100, levelReached: 2 },
      user: { levelReached: 2 },
      achievements: [{ id: 'first-steps', name: 'First Steps', xp: 50 }, { id: 'promoted' }],
    })
  })

  it('answers an amendment sent again without counting it again', async () => {
    await using app = await createTestApp()
    const reportId = await submit(app)
    const amendment = { reportId, evidence: [{ type: 'innovation', data: { url: 'x' } }] }
    const once = await app.mutate('report.amend', amendment)
    const again = await app.mutate('report.amend', amendment)
    expect(once.data).toMatchObject({ status: 'corrected', xpBefore: 10, xp: 18 })
    expect(again.data).toMatchObject({
      status: 'unchanged',
      seq: null,
      ...{ xpBefore: 18, xpChange: 0, xp: 18 },
      agent: { name: 'python-pro', xp: 18 },
      user: { xp: once.data.user.xp },
      outranked: [],
    })
  })

  it('lets nobody but a reviewer judge in the name of others', async () => {
    await using app = await createTestApp()
    const key = await app.makeKey('report:write')
    const reportId = await submit(app, { quality: { code: 1 } })
    const refused = await app.mutate(
      'report.amend',
      { reportId, quality: { code: 0.9, source: 'human' } },
      key,
    )
    expect([refused.status, refused.error.code]).toEqual([403, 'missing-scope'])

    const reviewer = await app.makeKey('review')
    const judged = await app.mutate(
      'report.amend',
      { reportId, outcome: 'failure', quality: { code: 0.2, source: 'ci' } },
      reviewer,
    )
    expect(judged.data).toMatchObject({ status: 'corrected', xp: 2 })
    const own = { reportId, outcome: 'success', quality: { code: 1 } }
    expect((await app.mutate('report.amend', own, key)).data).toMatchObject({
      status: 'unchanged',
      xp: 2,
      outranked: ['outcome', 'quality'],
    })
    const taken = await app.mutate('report.void', { reportId }, key)
    expect([taken.status, taken.error.code]).toEqual([403, 'missing-scope'])
    expect(taken.error.message).toContain('reviewer')
  })

  it.each([
    ['nothing', {}, /nothing/],
    ['a reason alone', { reason: 'why not' }, /nothing/],
    ['a fact that is final', { outcome: 'failure', durationInMs: 1 }, /durationInMs/],
    ['quality without a score', { quality: { source: 'self' } }, /quality/],
    ['a reason that is too long', { outcome: 'failure', reason: 'x'.repeat(501) }, /reason/],
  ])('refuses %s', async (_, stated, message) => {
    await using app = await createTestApp()
    const reportId = await submit(app)
    const { status, error } = await app.mutate('report.amend', { reportId, ...stated })
    expect([status, error.code]).toEqual([400, 'invalid-input'])
    expect(error.message).toMatch(message)
  })

  it('says the same of every report that is not there', async () => {
    await using app = await createTestApp()
    await submit(app)
    const { status, error } = await app.mutate('report.amend', {
      reportId: testReport().id,
      outcome: 'failure',
    })
    expect([status, error.code]).toEqual([404, 'not-found'])
  })

  it('lets a reviewer, and nobody else, correct the report of another member', async () => {
    await using app = await createTestApp()
    const { store, clock } = app.parts.deps
    const { workspaceId } = app.owner
    const bob = { id: 'bob', name: 'Bob', zone: 'UTC', role: 'member', createdAtInMs: clock() } as const
    await store.changeDirectory(workspaceId, [{ kind: 'member-added', member: bob }])
    const report = testReport()
    await app.mutate('report.submit', { schema: 1, reports: [report], userId: 'bob' })
    const input = { reportId: report.id, outcome: 'failure' }
    const unsaid = await app.mutate('report.amend', input)
    expect([unsaid.status, unsaid.error.code]).toEqual([404, 'not-found'])
    const amended = await app.mutate('report.amend', { ...input, userId: 'bob' })
    expect(amended.data).toMatchObject({ xpChange: -7, xp: 3, user: { xp: 53 } })
    const explained = await app.query('report.explain', { reportId: report.id, userId: 'bob' })
    expect(explained.data).toMatchObject({ xpNow: 3, corrections: [{ by: 'review' }] })
    const reader = await app.makeKey('read', 'report:write', 'report:any-user')
    const refused = await app.query('report.explain', { reportId: report.id, userId: 'bob' }, reader)
    expect([refused.status, refused.error.code]).toEqual([403, 'missing-scope'])
  })

  it('asks for the scope of review before it looks at the report of another user', async () => {
    await using app = await createTestApp()
    const key = await app.makeKey('report:write')
    const input = { reportId: testReport().id, userId: 'someone-else', outcome: 'failure' }
    const refused = await app.mutate('report.amend', input, key)
    expect([refused.status, refused.error.code]).toEqual([403, 'missing-scope'])
    const unknown = await app.mutate('report.amend', input)
    expect([unknown.status, unknown.error.code]).toEqual([404, 'not-found'])
    const quality = { code: 1, source: 'self' }
    const nameless = await app.mutate('report.amend', { ...input, quality })
    expect([nameless.status, nameless.error.code]).toEqual([400, 'invalid-input'])
    expect(nameless.error.message).toContain('quality.source')
  })
})

describe('report.void', () => {
  it('takes the report out everywhere, once and for good', async () => {
    await using app = await createTestApp()
    const report = testReport({ agent: 'mistaken' })
    await app.mutate('report.submit', { schema: 1, reports: [report, testReport()] })
    const { data } = await app.mutate('report.void', { reportId: report.id, reason: 'a test run' })
    expect(data).toMatchObject({
      status: 'corrected',
      ...{ xpBefore: 10, xpChange: -10, xp: 0, isVoid: true },
      agent: { name: 'mistaken', xp: 0 },
      user: { xp: 60 },
    })
    const again = await app.mutate('report.void', { reportId: report.id })
    expect(again.data).toMatchObject({ status: 'unchanged', xp: 0, isVoid: true })
    const amended = await app.mutate('report.amend', { reportId: report.id, outcome: 'failure' })
    expect([amended.status, amended.error.code]).toEqual([409, 'report-void'])
    const resent = await app.mutate('report.submit', { schema: 1, reports: [report] })
    expect(resent.data.answers).toMatchObject([{ status: 'duplicate', xp: 10 }])

    await app.parts.deps.store.advanceProjections(app.owner.workspaceId, 1000)
    const board = await app.query('board.top')
    expect(board.data.entries.map(({ name }: { name: string }) => name)).toEqual(['python-pro'])
    expect((await app.query('me.get')).data).toMatchObject({ reports: 1, xp: 60 })
    expect((await app.query('ledger.verify')).data.faults).toEqual([])
  })
})

describe('report.explain', () => {
  it('tells the whole history of a score', async () => {
    await using app = await createTestApp()
    const reportId = await submit(app, { outcome: 'failure' })
    app.time.nowInMs += 3_600_000
    const later = new Date(app.time.nowInMs).toISOString()
    await app.mutate('report.amend', { reportId, outcome: 'success' }, await app.makeKey('report:write'))
    await app.mutate('report.amend', {
      reportId,
      quality: { code: 0.4, source: 'human' },
      reason: 'found a bug',
    })
    await app.mutate('report.void', { reportId })
    const { data } = await app.query('report.explain', { reportId })
    expect(data).toMatchObject({
      xp: 3,
      receivedAt: testNow,
      report: { outcome: 'failure' },
      unlocked: [],
      corrections: [
        {
          ...{ seq: 2, at: later, by: 'self', reason: null },
          changes: ['Outcome: success, before failure'],
          ...{ xpBefore: 3, xpChange: 7, xp: 10 },
          lines: ['Base: 10 for task completion', 'Sum: 10 XP by rules v1'],
          unlocked: [{ id: 'first-steps', name: 'First Steps', xp: 50 }],
        },
        {
          ...{ seq: 4, by: 'review', reason: 'found a bug' },
          changes: ['Quality: code 0.4 (human), before none'],
          ...{ xpBefore: 10, xpChange: -3, xp: 7, unlocked: [] },
        },
        { changes: ['Taken out'], xpBefore: 7, xpChange: -7, xp: 0, lines: [] },
      ],
      xpNow: 0,
      reportNow: null,
    })
    expect(data.corrections[1].lines).toContain('Mean quality 0.4: x 0.7')
  })

  it('says what a report that nobody corrected is worth now', async () => {
    await using app = await createTestApp()
    const reportId = await submit(app)
    expect((await app.query('report.explain', { reportId })).data).toMatchObject({
      corrections: [],
      xpNow: 10,
      reportNow: { id: reportId },
    })
  })
})
