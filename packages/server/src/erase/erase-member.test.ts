import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addMember, addTeam } from '../../test/add-member.ts'
import { createTestApp, type TestApp } from '../../test/create-test-app.ts'
import { openStream } from '../../test/open-stream.ts'
import { reportCommit } from '../../test/report-commit.ts'
import { serveTestApp } from '../../test/serve-test-app.ts'
import { testReport } from '../../test/test-report.ts'

/** Stands in all that a person wrote, and in nothing else. */
const mark = 'Grace-wrote-this'
const reportOf = (changes: object = {}) =>
  testReport({
    task: { description: `task ${mark}`, type: 'fix' },
    evidence: [{ type: 'innovation', data: { text: `${mark} ${'x'.repeat(3000)}` } }],
    multipliers: [{ type: 'x', value: 2, reason: mark }],
    metadata: { text: mark },
    ...changes,
  })

/** A member who has written wherever one can, and had texts replaced that were there before. */
async function addWriter(app: TestApp) {
  const teamId = await addTeam(app, 'red')
  const writer = await addMember(app, { name: mark, teamId })
  const submit = (reports: readonly object[]) =>
    app.mutate('report.submit', { schema: 1, reports }, writer.key)
  const [corrected, ...others] = Array.from({ length: 60 }, () => reportOf())
  await submit([corrected, ...others].map((report) => report ?? {}))
  const amend = (facts: object) =>
    app.mutate('report.amend', { reportId: corrected?.id, ...facts }, writer.key)
  const evidence = [{ type: 'innovation', data: { text: `again ${mark}` } }]
  await amend({ evidence })
  await amend({ evidence, outcome: 'failure', reason: mark })
  await app.mutate(
    'agent.describe',
    { agent: 'python-pro', displayName: mark, category: mark, specialties: [mark] },
    writer.key,
  )
  await app.mutate('key.create', { name: mark, scopes: ['read'] }, writer.key)
  return { ...writer, teamId, corrected, amend, submit }
}

async function filesOf({ folder }: TestApp): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('arena.db'))
  expect(names).toContain('arena.db-wal')
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')))).join('')
}

const everything = async (app: TestApp, key?: string) =>
  (
    await Promise.all([
      app.query('ledger.export', { all: true }),
      app.query('member.list'),
      app.query('key.list'),
      app.query('board.top', { scope: 'workspace', subject: 'user' }),
      app.query('me.get', {}, key),
      app.query('agent.list', {}, key),
    ])
  )
    .map(({ status, text }) => `${status} ${text}`)
    .join('\n')

async function settleBoards({ parts, owner }: TestApp): Promise<void> {
  while (!(await parts.deps.store.advanceProjections(owner.workspaceId, 1000)).isCurrent);
}

describe('erasing a member', () => {
  it('leaves nothing of what he wrote in any answer or file, and all that he earned', async () => {
    await using app = await createTestApp()
    const grace = await addWriter(app)
    await settleBoards(app)
    const before = await app.query('me.get', {}, grace.key)
    expect((await everything(app, grace.key)).split(mark).length).toBeGreaterThan(100)
    expect((await filesOf(app)).split(mark).length).toBeGreaterThan(100)

    const erased = await app.mutate('member.erase', { userId: grace.userId })
    const name = `erased-${grace.userId.slice(-12)}`
    expect(erased.data).toEqual({ reports: 60, names: { agents: 1, keys: 2, name }, nextReportId: null })
    expect((await filesOf(app)).toLowerCase()).not.toContain(mark.toLowerCase()) // names have keys in lower case
    expect(await everything(app, grace.key)).not.toContain(mark)

    const after = await app.query('me.get', {}, grace.key)
    expect(after.data).toEqual({ ...before.data, user: { ...before.data.user, name } })
    const board = await app.query('board.top', { scope: 'workspace', subject: 'user' })
    expect(board.data.entries).toMatchObject([{ name, xp: before.data.xp }])
    expect((await app.query('ledger.verify')).data.faults).toEqual([])
  })

  it('lets him go on, and keeps what was erased erased', async () => {
    await using app = await createTestApp()
    await using server = await serveTestApp(app)
    const grace = await addWriter(app)
    const erase = () => app.mutate('member.erase', {}, grace.key)
    expect((await erase()).data).toMatchObject({ reports: 60 })
    await using stream = await openStream({ url: server.url, key: grace.key })
    const again = await grace.submit([grace.corrected ?? {}])
    expect(again.data.answers).toMatchObject([{ status: 'duplicate' }])
    const evidence = [{ type: 'code_quality', data: { text: mark } }]
    expect((await grace.amend({ evidence, outcome: 'success', reason: mark })).status).toBe(200)
    expect(JSON.stringify(await stream.frames(1))).toContain('xp-gained')
    const { data } = await app.query('report.explain', { reportId: grace.corrected?.id }, grace.key)
    expect(data.corrections.map(({ reason }: { reason: string | null }) => reason)).toEqual([null, null])
    expect((await filesOf(app)).toLowerCase()).not.toContain(mark.toLowerCase())

    expect((await grace.submit([reportOf()])).data.answers).toMatchObject([{ status: 'scored' }])
    expect(await filesOf(app)).toContain(mark) // written since, and not his word to erase
    expect((await erase()).data).toMatchObject({ reports: 1, names: { agents: 0, keys: 0 } })
    expect(await filesOf(app)).not.toContain(mark)
    await settleBoards(app)
    expect((await app.query('ledger.verify')).data.faults).toEqual([])
  })

  it('goes on piece by piece, and may be begun again', async () => {
    await using app = await createTestApp()
    const grace = await addMember(app, { name: 'grace' })
    const place = { workspaceId: app.owner.workspaceId, userId: grace.userId }
    for (let commits = 0; commits < 2100; commits += 300) {
      const reports = Array.from({ length: 300 }, () => reportCommit({ metadata: { text: mark } }, place))
      await app.parts.deps.store.commit(reports)
    }
    const erase = async (afterReportId?: string) =>
      (await app.mutate('member.erase', { userId: grace.userId, keepNames: true, afterReportId })).data
    const first = await erase()
    expect(first).toMatchObject({ reports: 2000, names: null, nextReportId: expect.any(String) })
    const begunAgain = await erase()
    expect(begunAgain).toEqual({ ...first, reports: 0 })
    expect(await filesOf(app)).toContain(mark)
    expect(await erase(begunAgain.nextReportId)).toEqual({ reports: 100, names: null, nextReportId: null })
    expect(await filesOf(app)).not.toContain(mark)
    const { data } = await app.query('member.list')
    expect(data.members).toContainEqual(expect.objectContaining({ name: 'grace' }))
  })

  it('erases one who was removed before', async () => {
    await using app = await createTestApp()
    const grace = await addWriter(app)
    await app.mutate('member.remove', { userId: grace.userId })
    expect((await app.mutate('member.erase', { userId: grace.userId })).data).toMatchObject({ reports: 60 })
    expect(await filesOf(app)).not.toContain(mark)
    const { data } = await app.query('member.list', { removed: true })
    expect(data.members).toContainEqual(expect.objectContaining({ removedAt: expect.any(String) }))
  })

  it('renames a workspace that has its name from its owner', async () => {
    await using app = await createTestApp()
    expect((await app.query('workspace.get')).data.name).toBe('ada')
    const { data } = await app.mutate('member.erase')
    expect((await app.query('workspace.get')).data.name).toBe(data.names.name)
  })
})

describe('erasing the texts of a report', () => {
  it('leaves those of all others', async () => {
    await using app = await createTestApp()
    const reports = [reportOf({ metadata: { text: 'first text' } }), reportOf()]
    await app.mutate('report.submit', { schema: 1, reports })
    const erase = async () => (await app.mutate('report.erase', { reportId: reports[0]?.id })).data
    expect(await erase()).toEqual({ reports: 1 })
    expect(await erase()).toEqual({ reports: 0 })
    const bytes = await filesOf(app)
    expect(bytes).not.toContain('first text')
    expect(bytes).toContain(mark)
  })
})
