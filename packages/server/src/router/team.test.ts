import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createTestApp, type TestApp, testNow } from '../../test/create-test-app.ts'

const report = () => ({ schema: 1, reports: [{ id: randomUUID(), agent: 'scout', occurredAt: testNow }] })

async function makeTeam(app: TestApp, name: string): Promise<string> {
  return (await app.mutate('team.create', { name })).data.team.id
}

async function addMember(app: TestApp, name: string, teamId?: string) {
  return (await app.mutate('member.add', { name, ...(teamId && { teamId }) })).data as {
    readonly userId: string
    readonly key: string
  }
}

async function teamsInLedger(app: TestApp) {
  const rows = await app.parts.deps.store.readLedger({
    workspaceId: app.owner.workspaceId,
    afterSeq: 0,
    limit: 100,
  })
  return rows.filter(({ kind }) => kind === 'report').map(({ teamId }) => teamId)
}

describe('a team', () => {
  it('gets the credit of what its members report while they are in it', async () => {
    await using app = await createTestApp()
    const core = await makeTeam(app, 'Core')
    const docs = await makeTeam(app, 'Docs')
    const { userId, key } = await addMember(app, 'Grace', core)
    await app.mutate('report.submit', report(), key)
    await app.mutate('team.addMember', { teamId: docs, userId })
    await app.mutate('report.submit', report(), key)
    await app.mutate('team.removeMember', { teamId: docs, userId })
    await app.mutate('report.submit', report(), key)
    expect(await teamsInLedger(app)).toEqual([core, docs, null])
    const of = (teamId: string) =>
      app.parts.deps.store.readLedger({ workspaceId: app.owner.workspaceId, teamId, afterSeq: 0, limit: 9 })
    expect((await of(docs)).map((row) => row.teamId)).toEqual([docs])
  })

  it('is seen by its members and by admins alone', async () => {
    await using app = await createTestApp()
    const core = await makeTeam(app, 'Core')
    const docs = await makeTeam(app, 'Docs')
    const { key } = await addMember(app, 'Grace', core)
    expect((await app.query('team.get', { teamId: core }, key)).data.team.members).toHaveLength(1)
    expect((await app.query('team.get', { teamId: docs }, key)).error.code).toBe('not-found')
    const names = async (asKey?: string) =>
      (await app.query('team.list', {}, asKey)).data.teams.map(({ name }: { name: string }) => name)
    expect(await names(key)).toEqual(['Core'])
    expect(await names()).toEqual(['Core', 'Docs'])
  })

  it('can be left by its members, and changed by admins alone', async () => {
    await using app = await createTestApp()
    const core = await makeTeam(app, 'Core')
    const { userId, key } = await addMember(app, 'Grace', core)
    for (const [path, input] of [
      ['team.create', { name: 'Mine' }],
      ['team.rename', { teamId: core, name: 'Mine' }],
      ['team.archive', { teamId: core }],
      ['team.addMember', { teamId: core, userId }],
      ['team.removeMember', { teamId: core, userId: app.owner.userId }],
    ] as const) {
      expect([path, (await app.mutate(path, input, key)).error?.code]).toEqual([path, 'missing-role'])
    }
    expect((await app.mutate('team.removeMember', { teamId: core, userId }, key)).data.team.members).toEqual(
      [],
    )
  })

  it('has a name of its own', async () => {
    await using app = await createTestApp()
    await makeTeam(app, 'Core')
    const docs = await makeTeam(app, 'Docs')
    expect((await app.mutate('team.create', { name: ' CORE ' })).error.code).toBe('name-taken')
    expect((await app.mutate('team.rename', { teamId: docs, name: 'core' })).error.code).toBe('name-taken')
    expect((await app.mutate('team.rename', { teamId: docs, name: 'Manual' })).data.team.name).toBe('Manual')
  })

  it('takes nobody in once it is archived', async () => {
    await using app = await createTestApp()
    const core = await makeTeam(app, 'Core')
    const { userId } = await addMember(app, 'Grace')
    const archived = await app.mutate('team.archive', { teamId: core })
    expect(archived.data.team.archivedAt).toBe(testNow)
    expect((await app.mutate('team.addMember', { teamId: core, userId })).error.code).toBe('invalid-input')
    await app.mutate('team.archive', { teamId: core, isArchived: false })
    expect((await app.mutate('team.addMember', { teamId: core, userId })).status).toBe(200)
  })
})

describe('a project', () => {
  it('is made by its first report or by an admin, and can be archived', async () => {
    await using app = await createTestApp()
    const { key } = await addMember(app, 'Grace')
    const reports = [{ id: randomUUID(), agent: 'scout', occurredAt: testNow, project: 'shop' }]
    await app.mutate('report.submit', { schema: 1, reports }, key)
    await app.mutate('project.create', { name: 'api' })
    await app.mutate('project.create', { name: 'api' })
    await app.mutate('project.archive', { name: 'shop' })
    const { data } = await app.query('project.list', {}, key)
    expect(data.projects).toMatchObject([
      { name: 'api', archivedAt: null },
      { name: 'shop', archivedAt: testNow },
    ])
    expect((await app.mutate('project.create', { name: 'x' }, key)).error.code).toBe('missing-role')
    expect((await app.mutate('project.archive', { name: 'none' })).error.code).toBe('not-found')
  })
})
