import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createTestApp, type TestApp, testNow } from '../../test/create-test-app.ts'

async function submit(app: TestApp, agent: string): Promise<void> {
  await app.mutate('report.submit', {
    schema: 1,
    reports: [{ id: randomUUID(), agent, occurredAt: testNow }],
  })
}

describe('an agent', () => {
  it('keeps its history under a new name, and reports under either count for it', async () => {
    await using app = await createTestApp()
    await submit(app, 'python-pro')
    const renamed = await app.mutate('agent.rename', { agent: 'python-pro', name: 'Py-Wizard' })
    expect(renamed.data).toMatchObject({ name: 'Py-Wizard', xp: 10 })
    await submit(app, 'PYTHON-PRO')
    await submit(app, 'py-wizard')
    const { data } = await app.query('agent.list', {})
    expect(data.agents).toMatchObject([{ name: 'Py-Wizard', xp: 30, reports: 3 }])
    for (const agent of ['python-pro', 'py-wizard']) {
      expect((await app.query('agent.get', { agent })).data.xp).toBe(30)
    }
    expect((await app.query('ledger.verify', {})).data.faults).toEqual([])
  })

  it('can take back a name of its own, in any spelling', async () => {
    await using app = await createTestApp()
    await submit(app, 'python-pro')
    await app.mutate('agent.rename', { agent: 'python-pro', name: 'wizard' })
    await app.mutate('agent.rename', { agent: 'wizard', name: 'Python-Pro' })
    expect((await app.query('agent.get', { agent: 'wizard' })).data.name).toBe('Python-Pro')
  })

  it("can't take the name of another", async () => {
    await using app = await createTestApp()
    await submit(app, 'a')
    await submit(app, 'b')
    const { status, error } = await app.mutate('agent.rename', { agent: 'a', name: 'B' })
    expect([status, error.code]).toEqual([409, 'name-taken'])
    await app.mutate('agent.rename', { agent: 'b', name: 'c' })
    expect((await app.mutate('agent.rename', { agent: 'a', name: 'b' })).error.code).toBe('name-taken')
    expect((await app.mutate('agent.rename', { agent: 'none', name: 'd' })).error.code).toBe('not-found')
  })

  it('is described by what people call it and what it is for', async () => {
    await using app = await createTestApp()
    await submit(app, 'python-pro')
    const description = {
      displayName: 'Python Pro',
      category: 'development',
      specialties: ['typing', 'tests'],
    }
    await app.mutate('agent.describe', { agent: 'python-pro', ...description })
    await submit(app, 'python-pro')
    expect((await app.query('agent.get', { agent: 'python-pro' })).data).toMatchObject(description)
    const cleared = await app.mutate('agent.describe', { agent: 'python-pro', category: null })
    expect(cleared.data).toMatchObject({ ...description, category: null })
  })
})
