import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { createApi } from '@arena/client/api'
import type { ReportInput } from '@arena/core'
import { describe, expect, it } from 'vitest'
import { recordedProjects } from '../../server/test/recorded-sessions.ts'
import { createTemporaryFolder } from '../../server/test/temporary-folder.ts'
import { runArena, serveArena } from './arena-process.ts'

const dayInMs = 86_400_000

/** A server on a home of its own, and its owner's way to it. */
async function startPlace() {
  const folder = createTemporaryFolder()
  const home = folder.path
  const server = await serveArena({ home })
  const credentials = JSON.parse(await readFile(`${home}/credentials.json`, 'utf8'))
  const run = async (args: readonly string[], env = {}) => {
    const { exitCode, stdout, stderr } = await runArena([...args, '--json'], { home, env })
    return { exitCode, stderr, ...(stdout && { said: JSON.parse(stdout) }) }
  }
  const { url } = server
  const apiOf = (key: string) => createApi({ url, key })
  return {
    home,
    url,
    run,
    apiOf,
    api: apiOf(credentials.servers[url].key),
    async xpByName() {
      const { members } = await this.api.member.list.query({})
      const xps = members.map(async ({ id, name }) => {
        const { stats } = await this.api.member.get.query({ userId: id })
        return [name, stats.xp] as const
      })
      return new Map(await Promise.all(xps))
    },
    async [Symbol.asyncDispose]() {
      await server.stop()
      folder[Symbol.dispose]()
    },
  }
}

type Place = Awaited<ReturnType<typeof startPlace>>

/** Twenty days of work, one report of which is corrected and another taken out. */
function workOf(name: string): readonly (ReportInput & { readonly id: string })[] {
  const nowInMs = Date.now()
  return Array.from({ length: 20 }, (_, day) => ({
    id: randomUUID(),
    agent: `${name}-agent-${day % 3}`,
    occurredAt: new Date(nowInMs - (20 - day) * dayInMs).toISOString(),
    task: { complexity: 'complex', description: `task ${day}` },
    durationInMs: 20_000 + day,
    quality: { response: 0.9 },
    evidence: [{ type: 'innovation', data: { note: `note ${day}` }, improvementFactor: 1.5 }],
  }))
}

async function report(api: Place['api'], name: string): Promise<void> {
  const reports = workOf(name)
  await api.report.submit.mutate({ schema: 1, reports: [...reports] })
  const [first, second] = reports
  await api.report.amend.mutate({ reportId: first?.id ?? '', outcome: 'failure' })
  await api.report.amend.mutate({ reportId: first?.id ?? '', outcome: 'unknown', reason: 'nobody looked' })
  await api.report.void.mutate({ reportId: second?.id ?? '' })
}

describe('an export', { timeout: 60_000 }, () => {
  it('of everyone gives the same XP on another server, and twice nothing more', async () => {
    await using source = await startPlace()
    await using target = await startPlace()
    expect((await source.run(['import', 'claude-code', recordedProjects])).exitCode).toBe(0)
    await report(source.api, 'own')
    const { team } = await source.api.team.create.mutate({ name: 'red' })
    const bob = await source.api.member.add.mutate({ name: 'bob', teamId: team.id })
    await report(source.apiOf(bob.key), 'bob')

    const file = `${source.home}/all.ndjson`
    const { said: exported } = await source.run(['export', file, '--all'])
    expect(exported.reports).toBeGreaterThan(45)
    const scopes = ['read', 'admin', 'report:write', 'report:any-user', 'report:backdate', 'review'] as const
    const { key } = await target.api.key.create.mutate({ name: 'moving', scopes: [...scopes] })
    const env = { ARENA_API_KEY: key }
    const { said: imported, stderr } = await target.run(['import', file], env)
    expect([stderr, imported.rejected]).toEqual(['', []])
    expect(imported).toMatchObject({ scored: exported.reports, alreadyKnown: 0 })
    const xps = await source.xpByName()
    expect(xps.get('bob')).toBeGreaterThan(1000)
    expect(await target.xpByName()).toEqual(xps)

    const { said: again } = await target.run(['import', file], env)
    expect(again).toMatchObject({ scored: 0, corrections: 0, alreadyKnown: exported.reports, xp: 0 })
    expect(await target.xpByName()).toEqual(xps)
    for (const place of [source, target]) expect((await place.run(['verify'])).exitCode).toBe(0)
    expect((await target.api.team.list.query({})).teams).toMatchObject([
      { name: 'red', members: [{ name: 'bob' }] },
    ])
  })

  it("of a laptop moves to a member of the team's server", async () => {
    await using laptop = await startPlace()
    await using team = await startPlace()
    await report(laptop.api, 'own')
    const old = { id: randomUUID(), agent: 'old', occurredAt: '2024-01-01T00:00:00Z' }
    await laptop.api.report.submit.mutate({ schema: 1, reports: [old] })
    await laptop.api.agent.rename.mutate({ agent: 'old', name: 'older' })
    const file = `${laptop.home}/own.ndjson`
    await laptop.run(['export', file])

    const scopes = ['read', 'report:write'] as const
    const ada = await team.api.member.add.mutate({ name: 'ada', scopes: [...scopes] })
    const importWith = (key: string) =>
      runArena(['import', file, '--json', '--url', team.url], {
        home: `${laptop.home}/none`,
        env: { ARENA_API_KEY: key },
      })
    const refused = JSON.parse((await importWith(ada.key)).stdout)
    expect(refused.rejected).toMatchObject([{ code: 'backdate-not-allowed', count: 1 }])
    const { key } = await team.api.key.create.mutate({
      name: 'moving',
      userId: ada.userId,
      scopes: [...scopes, 'report:backdate'],
    })
    expect(JSON.parse((await importWith(key)).stdout)).toMatchObject({ scored: 1, rejected: [] })
    expect((await team.apiOf(key).agent.get.query({ agent: 'old' })).name).toBe('older')
    expect((await team.run(['verify'])).exitCode).toBe(0)
    const { xp } = await team.apiOf(key).me.get.query({})
    expect(xp).toBe([...(await laptop.xpByName()).values()][0])
  })

  it('that was cut off, or is none, is refused before anything is counted', async () => {
    await using place = await startPlace()
    await report(place.api, 'own')
    const file = `${place.home}/own.ndjson`
    await place.run(['export', file])
    const whole = await readFile(file, 'utf8')
    const spoiled = [
      whole.slice(0, -60),
      whole.replace('"kind":"report"', '"kind":"rapport"'),
      'not json\n',
      '',
    ]
    for (const text of spoiled) {
      await writeFile(file, text)
      const { exitCode, said } = await place.run(['import', file])
      expect(exitCode).toBe(1)
      expect(said.error.code).toBe('file-unusable')
    }
  })
})
