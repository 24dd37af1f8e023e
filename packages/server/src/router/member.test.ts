import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createTestApp, type TestApp, testNow } from '../../test/create-test-app.ts'

const report = (agent = 'scout') => ({
  schema: 1,
  reports: [{ id: randomUUID(), agent, occurredAt: testNow }],
})

async function invite(app: TestApp, name: string, order: Record<string, unknown> = {}) {
  const { data } = await app.mutate('invitation.create', order)
  const accepted = await app.mutate('invitation.accept', { code: data.code, name }, null)
  return { ...accepted.data, code: data.code, status: accepted.status } as {
    readonly userId: string
    readonly key: string
    readonly code: string
    readonly status: number
  }
}

describe('an invitation', () => {
  it('makes whoever holds its code a member with a key of his own, once', async () => {
    await using app = await createTestApp()
    const grace = await invite(app, 'Grace')
    const me = await app.query('me.get', {}, grace.key)
    expect(me.data).toMatchObject({ user: { id: grace.userId, name: 'Grace' }, xp: 0 })
    const again = await app.mutate('invitation.accept', { code: grace.code, name: 'Eve' }, null)
    expect([again.status, again.error.code]).toEqual([403, 'invalid-invitation'])
    const { data, text } = await app.query('invitation.list', {})
    expect(data.invitations).toMatchObject([{ role: 'member', usedAt: testNow }])
    expect(text).not.toContain(grace.code)
  })

  it('counts once when its code is used twice at the same time', async () => {
    await using app = await createTestApp()
    const { data } = await app.mutate('invitation.create', {})
    const answers = await Promise.all(
      ['Grace', 'Eve'].map((name) => app.mutate('invitation.accept', { code: data.code, name }, null)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403])
  })

  it('is not spent by a name that is taken', async () => {
    await using app = await createTestApp()
    const { data } = await app.mutate('invitation.create', {})
    const taken = await app.mutate('invitation.accept', { code: data.code, name: 'ADA' }, null)
    expect([taken.status, taken.error.code]).toEqual([409, 'name-taken'])
    expect((await app.mutate('invitation.accept', { code: data.code, name: 'Grace' }, null)).status).toBe(200)
  })

  it('ends by time and by revocation', async () => {
    await using app = await createTestApp()
    const short = (await app.mutate('invitation.create', { expiresInHours: 1 })).data
    const revoked = (await app.mutate('invitation.create', { expiresInHours: 2 })).data
    await app.mutate('invitation.revoke', { id: revoked.invitation.id })
    app.time.nowInMs += 3_600_000
    for (const { code } of [short, revoked, { code: 'invite_nothing' }]) {
      const { status, error } = await app.mutate('invitation.accept', { code, name: 'Grace' }, null)
      expect([status, error.code]).toEqual([403, 'invalid-invitation'])
    }
  })

  it('leads into a team where it names one', async () => {
    await using app = await createTestApp()
    const { team } = (await app.mutate('team.create', { name: 'Core' })).data
    const grace = await invite(app, 'Grace', { teamId: team.id })
    const { data } = await app.query('team.list', {}, grace.key)
    expect(data.teams).toMatchObject([{ name: 'Core', members: [{ id: grace.userId, name: 'Grace' }] }])
  })

  it('to more than membership is for owners', async () => {
    await using app = await createTestApp()
    const admin = await invite(app, 'Root', { role: 'admin' })
    const { status, error } = await app.mutate('invitation.create', { role: 'admin' }, admin.key)
    expect([status, error.code]).toEqual([403, 'missing-role'])
    expect((await app.mutate('invitation.create', {}, admin.key)).status).toBe(200)
  })
})

describe('a member', () => {
  it('who is removed can do nothing more, and what he earned stays', async () => {
    await using app = await createTestApp()
    const grace = await invite(app, 'Grace')
    await app.mutate('report.submit', report(), grace.key)
    await app.mutate('member.remove', { userId: grace.userId })
    const after = await app.mutate('report.submit', report(), grace.key)
    expect([after.status, after.error.code]).toEqual([401, 'invalid-key'])
    const { data } = await app.query('member.get', { userId: grace.userId })
    expect(data).toMatchObject({ member: { removedAt: testNow }, stats: { reports: 1 } })
    expect((await app.query('member.list', {})).data.members).toHaveLength(1)
    const [, back] = [
      await app.mutate('member.restore', { userId: grace.userId }),
      await app.mutate('key.create', { name: 'new', scopes: ['read'], userId: grace.userId }),
    ]
    expect((await app.query('me.get', {}, back.data.key)).data.reports).toBe(1)
  })

  it('shows others no stats when he hides his profile', async () => {
    await using app = await createTestApp()
    const grace = await invite(app, 'Grace')
    const eve = await invite(app, 'Eve')
    expect((await app.query('member.get', { userId: grace.userId }, eve.key)).status).toBe(200)
    await app.mutate('member.update', { isProfileVisible: false }, grace.key)
    for (const path of ['member.get', 'agent.list']) {
      const call = (key?: string) => app.query(path, { userId: grace.userId }, key)
      expect([path, (await call(eve.key)).status]).toEqual([path, 404])
      expect([path, (await call(grace.key)).status, (await call()).status]).toEqual([path, 200, 200])
    }
    const others = await app.mutate('member.update', { userId: grace.userId, isProfileVisible: true })
    expect([others.status, others.error.code]).toEqual([403, 'wrong-user'])
  })

  it('makes keys for himself alone, and none that can more than he', async () => {
    await using app = await createTestApp()
    const grace = await invite(app, 'Grace')
    const make = (input: object) =>
      app.mutate('key.create', { name: 'k', scopes: ['read'], ...input }, grace.key)
    expect((await make({})).status).toBe(200)
    for (const input of [
      { scopes: ['review'] },
      { scopes: ['report:any-user'] },
      { userId: app.owner.userId },
    ]) {
      expect((await make(input)).error.code).toBe('missing-role')
    }
    const { data } = await app.query('key.list', {}, grace.key)
    expect(data.keys.map(({ userId }: { userId: string }) => userId)).toEqual([grace.userId, grace.userId])
  })

  it("can't be managed from below", async () => {
    await using app = await createTestApp()
    const admin = await invite(app, 'Root', { role: 'admin' })
    const { userId } = app.owner
    const ownKeys = (await app.query('key.list', {})).data.keys
    const attempts = [
      app.mutate('member.remove', { userId }, admin.key),
      app.mutate('member.update', { userId, name: 'x' }, admin.key),
      app.mutate('member.setRole', { userId: admin.userId, role: 'owner' }, admin.key),
      app.mutate('key.create', { name: 'k', scopes: ['admin'], userId }, admin.key),
      app.mutate('key.revoke', { id: ownKeys[0].id }, admin.key),
    ]
    for (const attempt of attempts) expect((await attempt).error.code).toBe('missing-role')
  })

  it('who becomes less loses the keys that go beyond it', async () => {
    await using app = await createTestApp()
    const admin = await invite(app, 'Root', { role: 'admin' })
    const { data } = await app.mutate('key.create', { name: 'ci', scopes: ['review', 'read'] }, admin.key)
    await app.mutate('member.setRole', { userId: admin.userId, role: 'member' })
    expect((await app.query('me.get', {}, data.key)).status).toBe(401)
    expect((await app.query('me.get', {}, admin.key)).status).toBe(200)
    expect((await app.query('invitation.list', {}, admin.key)).error.code).toBe('missing-role')
  })

  it('is the last owner until another is one', async () => {
    await using app = await createTestApp()
    const grace = await invite(app, 'Grace')
    const { userId } = app.owner
    for (const [path, input] of [
      ['member.setRole', { userId, role: 'member' }],
      ['member.remove', { userId }],
    ] as const) {
      const { status, error } = await app.mutate(path, input)
      expect([path, status, error.code]).toEqual([path, 409, 'last-owner'])
    }
    await app.mutate('member.setRole', { userId: grace.userId, role: 'owner' })
    expect((await app.mutate('member.setRole', { userId, role: 'member' })).status).toBe(200)
  })

  it('can be added at once, for a machine', async () => {
    await using app = await createTestApp()
    const { data } = await app.mutate('member.add', { name: 'ci', scopes: ['report:write'] })
    expect((await app.mutate('report.submit', report(), data.key)).status).toBe(200)
    expect((await app.query('me.get', {}, data.key)).error.code).toBe('missing-scope')
  })
})

describe('a workspace', () => {
  it('shares nothing with another on the same server', async () => {
    await using app = await createTestApp()
    const made = await app.mutate('workspace.create', { name: 'Other', ownerName: 'Ada', zone: 'UTC' })
    const { key, userId } = made.data
    const submitted = await app.mutate('report.submit', report(), key)
    expect(submitted.data.answers).toMatchObject([{ status: 'scored', seq: 1, rank: { now: 1 } }])
    expect((await app.query('me.get', {})).data.reports).toBe(0)
    expect((await app.query('member.get', { userId })).status).toBe(404)
    expect((await app.query('member.list', {}, key)).data.members).toMatchObject([
      { name: 'Ada', role: 'owner' },
    ])
    expect((await app.query('workspace.get', {}, key)).data).toMatchObject({ name: 'Other', zone: 'UTC' })
  })

  it('sets how many points a report may state', async () => {
    await using app = await createTestApp()
    await app.mutate('workspace.update', { maxBasePoints: 500 })
    const stated = report()
    const reports = [{ ...stated.reports[0], basePoints: 400 }]
    const { data } = await app.mutate('report.submit', { schema: 1, reports })
    expect(data.answers[0].xp).toBe(400)
    expect((await app.query('ledger.verify', {})).data.faults).toEqual([])
  })
})
