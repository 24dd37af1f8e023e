import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createApi } from '@arena/client/api'
import { expect, it } from 'vitest'
import { createTemporaryFolder } from '../../server/test/temporary-folder.ts'
import { runArena, serveArena } from './arena-process.ts'

const mark = 'Grace wrote this'

async function textOfDatabase(home: string): Promise<string> {
  const names = (await readdir(home)).filter((name) => name.startsWith('arena.db'))
  return (await Promise.all(names.map((name) => readFile(join(home, name), 'latin1')))).join('')
}

it('erases what was written, and an import of an old export does not bring it back', {
  timeout: 60_000,
}, async () => {
  using folder = createTemporaryFolder()
  const home = folder.path
  await using server = await serveArena({ home })
  const credentials = JSON.parse(await readFile(`${home}/credentials.json`, 'utf8'))
  const api = createApi({ url: server.url, key: credentials.servers[server.url].key })
  const { key } = await api.key.create.mutate({
    name: 'all',
    scopes: ['read', 'admin', 'report:write', 'report:any-user', 'report:backdate', 'review'],
  })
  const run = (...args: readonly string[]) =>
    runArena([...args, '--json'], { home, env: { ARENA_API_KEY: key } })

  const grace = await api.member.add.mutate({ name: mark })
  const ofGrace = createApi({ url: server.url, key: grace.key })
  const reports = Array.from({ length: 20 }, () => ({
    id: randomUUID(),
    agent: 'scout',
    occurredAt: new Date().toISOString(),
    task: { description: mark },
    evidence: [{ type: 'innovation' as const, data: { note: mark } }],
  }))
  await ofGrace.report.submit.mutate({ schema: 1, reports })
  const evidence = [{ type: 'code_quality' as const, data: { note: mark } }]
  await ofGrace.report.amend.mutate({ reportId: reports[0]?.id ?? '', evidence, reason: mark })
  await ofGrace.agent.describe.mutate({ agent: 'scout', displayName: mark })
  const { xp } = await ofGrace.me.get.query({})
  const runAsGrace = (...args: readonly string[]) =>
    runArena([...args, '--json'], { home, env: { ARENA_API_KEY: grace.key } })
  const [file, ownFile] = [join(home, 'old.ndjson'), join(home, 'own.ndjson')]
  expect((await run('export', file, '--all')).exitCode).toBe(0)
  expect((await runAsGrace('export', ownFile)).exitCode).toBe(0)

  const refused = await run('erase', '--user', mark)
  expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining('--yes')])
  const ofReport = await run('erase', '--report', reports[1]?.id ?? '', '--user', mark, '--yes')
  expect(JSON.parse(ofReport.stdout)).toEqual({ reports: 1, names: null })
  expect(await textOfDatabase(home)).toContain(mark)
  const erased = JSON.parse((await run('erase', '--user', mark, '--yes')).stdout)
  expect(erased).toMatchObject({ reports: 19, names: { agents: 1, keys: 1 } })
  expect(await textOfDatabase(home)).not.toContain(mark)

  for (const { stdout } of [await run('import', file), await runAsGrace('import', ownFile)]) {
    const imported = JSON.parse(stdout)
    expect(imported).toMatchObject({ scored: 0, alreadyKnown: 20, corrections: 0, rejected: [] })
  }
  expect(await textOfDatabase(home)).not.toContain(mark)
  const { members } = await api.member.list.query({ removed: true })
  expect(members.map(({ name }) => name)).toContain(erased.names.name)
  expect(members).toHaveLength(2)
  expect((await ofGrace.me.get.query({})).xp).toBe(xp)
  expect((await run('verify')).exitCode).toBe(0)
})
