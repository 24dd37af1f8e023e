import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recorded, recordedProjects } from '../../server/test/recorded-sessions.ts'
import { createTemporaryFolder } from '../../server/test/temporary-folder.ts'
import { finish, firstLine, heard, runArena, serveArena, spawnArena } from './arena-process.ts'

const importRecorded = ['import', 'claude-code', recordedProjects, '--json']

async function runJson(args: readonly string[], home: string) {
  const { exitCode, stdout, stderr } = await runArena(args, { home })
  if (exitCode !== 0) throw new Error(`${args.join(' ')} ended with ${exitCode}: ${stderr}`)
  return JSON.parse(stdout)
}

describe('arena serve', () => {
  it('makes a key for this machine at its first start only', async () => {
    using folder = createTemporaryFolder()
    const home = folder.path
    const server = await serveArena({ home })
    expect(server.started).toMatchObject({ isFirstStart: true, home, database: join(home, 'arena.db') })
    expect(statSync(join(home, 'credentials.json')).mode & 0o777).toBe(0o600)
    expect(existsSync(join(home, 'server.json'))).toBe(true)

    const stopped = await server.stop('SIGTERM')
    expect(stopped).toMatchObject({ exitCode: 0 })
    expect(stopped.stdout + stopped.stderr).not.toMatch(/arena_[0-9A-Za-z]{8}/)
    expect(existsSync(join(home, 'server.json'))).toBe(false)

    await using again = await serveArena({ home })
    expect(again.started).toMatchObject({ isFirstStart: false })
    expect(await again.stop('SIGINT')).toMatchObject({ exitCode: 0 })
  })

  it('tells people where it listens and how to make keys', async () => {
    using folder = createTemporaryFolder()
    const child = spawnArena(['serve', '--port', '0'], { home: folder.path })
    const finished = finish(child)
    expect(await firstLine(child)).toMatch(/^Arena listens on http:\/\/127\.0\.0\.1:\d+$/)
    child.kill('SIGTERM')
    const { stdout, exitCode } = await finished
    expect(stdout).toContain(join(folder.path, 'credentials.json'))
    expect(stdout).toContain('arena key create')
    expect(stdout).not.toContain('Other machines')
    expect(exitCode).toBe(0)
  })

  it('says that other machines reach it when it listens for them', async () => {
    using folder = createTemporaryFolder()
    const child = spawnArena(['serve', '--port', '0', '--host', '0.0.0.0'], { home: folder.path })
    const finished = finish(child)
    await firstLine(child)
    child.kill('SIGTERM')
    expect((await finished).stdout).toContain('Other machines reach it, too')
  })
})

describe('reports that waited for a server', () => {
  it('arrive when one starts', async () => {
    using folder = createTemporaryFolder()
    const home = folder.path
    const script = `import('@arena/client').then(({ arena }) => { arena.report({ agent: 'qa' }) })`
    const env = { HOME: home, ARENA_HOME: home }
    const agent = spawn(process.execPath, ['-e', script], { cwd: import.meta.dirname, env })
    expect(await finish(agent)).toEqual({ exitCode: 0, stdout: '', stderr: '' })

    const child = spawnArena(['serve', '--port', '0', '--log-level', 'warn'], { home })
    const finished = finish(child)
    await heard(child.stderr, '1 report that had waited on this machine arrived.')
    expect(await runJson(['stats', 'qa', '--json'], home)).toMatchObject({ reports: 1, xp: 10 })
    child.kill('SIGTERM')
    expect(await finished).toMatchObject({ exitCode: 0 })
  })
})

describe('arena import claude-code', () => {
  it('counts every recorded run once, however often it runs', async () => {
    using folder = createTemporaryFolder()
    const home = folder.path
    await using _server = await serveArena({ home })
    const runs = recorded.runs.length

    const first = await runJson(importRecorded, home)
    expect(first).toMatchObject({ runs, scored: runs, alreadyKnown: 0, rejected: [], openRuns: 0 })
    const me = (await runJson(['stats', '--json'], home)).me
    expect(me).toMatchObject({ reports: runs, xp: first.xp, level: first.level.level })
    expect(me.achievements).toBe(first.achievements.length)

    const second = await runJson(importRecorded, home)
    expect(second).toMatchObject({ runs, scored: 0, alreadyKnown: runs, xp: 0, achievements: [] })
    expect((await runJson(['stats', '--json'], home)).me.xp).toBe(first.xp)
    expect(await runJson(['verify', '--json'], home)).toMatchObject({ users: 1, faults: [] })

    const people = await runArena(['import', 'claude-code', recordedProjects], { home })
    expect(people.stdout).toContain('Nothing new: these runs were counted before.')
    expect(people.stderr).toBe('')
  })
})

describe('a server with recorded runs', () => {
  it('answers every question in words and in JSON', async () => {
    using folder = createTemporaryFolder()
    const home = folder.path
    await using _server = await serveArena({ home })
    const watching = spawnArena(['watch', '--json', '--count', '3'], { home })
    const watched = finish(watching)
    await heard(watching.stderr, 'Connected')
    await runJson(importRecorded, home)

    const updates = (await watched).stdout.trimEnd().split('\n')
    expect(updates.map((line) => JSON.parse(line).type)).toEqual([
      'xp-gained',
      'achievement-unlocked',
      expect.any(String),
    ])
    expect(await watched).toMatchObject({ exitCode: 0 })
    const { reportId } = JSON.parse(updates[0] ?? '')

    const counts = new Map<string, number>()
    for (const { agentType } of recorded.runs) counts.set(agentType, (counts.get(agentType) ?? 0) + 1)
    const { agents } = await runJson(['stats', '--json'], home)
    expect(
      new Map(agents.map(({ name, reports }: { name: string; reports: number }) => [name, reports])),
    ).toEqual(counts)
    expect(await runJson(['stats', 'PYTHON-PRO', '--json'], home)).toMatchObject({
      name: 'python-pro',
      reports: 18,
    })

    const board = await runJson(['leaderboard', '--window', 'all', '--limit', '3', '--json'], home)
    expect(board.entries).toHaveLength(3)
    expect(board.entries[0]).toMatchObject({ rank: 1, name: 'python-pro', isMine: true })

    const { achievements, unlocked, total } = await runJson(['achievements', '--json'], home)
    expect(achievements).toHaveLength(unlocked)
    expect((await runJson(['achievements', '--all', '--json'], home)).achievements).toHaveLength(total)

    const explained = await runJson(['explain', reportId, '--json'], home)
    expect(explained).toMatchObject({ report: { id: reportId }, rules: 'v1' })
    expect(explained.unlocked).toContainEqual({ id: 'first-steps', name: 'First Steps', xp: 50 })

    const words: [string[], RegExp][] = [
      [['stats'], /python-pro +\d/],
      [['stats', 'python-pro'], /Success +\d+ of \d+/],
      [['leaderboard', '--window', 'all'], /Agents of the workspace, all time\nRank +Agent/],
      [['achievements'], /First Steps +common/],
      [['explain', reportId], /XP\n2026-11-22 .* UTC, rules .*\n {2}/],
      [['verify'], /No faults/],
    ]
    for (const [args, pattern] of words) {
      const { exitCode, stdout, stderr } = await runArena(args, { home })
      expect({ args, exitCode, stdout, stderr }).toEqual({
        args,
        exitCode: 0,
        stdout: expect.stringMatching(pattern),
        stderr: '',
      })
      expect(stdout.includes('\u001b')).toBe(false) // a pipe gets no colours
    }
    const coloured = await runArena(['stats'], { home, env: { FORCE_COLOR: '1' } })
    expect(coloured.stdout).toContain('\u001b[')
  })

  it('adds late facts to a report, takes it out, and tells its history', async () => {
    using folder = createTemporaryFolder()
    const home = folder.path
    await using server = await serveArena({ home })
    const id = randomUUID()
    const script = `import('@arena/client').then(({ arena }) => arena.report({ id: '${id}', agent: 'qa' }))
      .then(() => process.exit())`
    const env = { HOME: home, ARENA_HOME: home, ARENA_URL: server.url }
    await finish(spawn(process.execPath, ['-e', script], { cwd: import.meta.dirname, env }))

    const judged = [
      '--code',
      '.4',
      '--source',
      'human',
      '--evidence',
      'innovation:2=new',
      '--reason',
      'a bug',
    ]
    const amended = await runJson(['amend', id, '--outcome', 'failure', ...judged, '--json'], home)
    expect(amended).toMatchObject({ status: 'corrected', xpBefore: 10, xpChange: -8, xp: 2, outranked: [] })
    const words = await runArena(['void', id], { home })
    expect(words.stdout).toMatch(/^qa -2 XP: 2 before, taken out\n/)
    expect((await runArena(['void', id], { home })).stdout).toContain('nothing changed')
    const { stdout } = await runArena(['explain', id], { home })
    expect(stdout).toMatch(/a bug\n {2}Outcome: failure, before success\n {2}Quality: code 0.4 \(human\)/)
    expect(stdout).toMatch(/\nTaken out: 0 XP\n$/)
    expect((await runArena(['amend', id, '--outcome', 'success'], { home })).stderr).toContain(
      '[report-void]',
    )
    expect(await runJson(['verify', '--json'], home)).toMatchObject({ faults: [] })
  })

  it('ends quietly when nobody reads its output', async () => {
    using folder = createTemporaryFolder()
    await using _server = await serveArena({ home: folder.path })
    const child = spawnArena(['achievements', '--all'], { home: folder.path })
    child.stdout?.destroy()
    expect(await finish(child)).toEqual({ exitCode: 0, stdout: '', stderr: '' })
  })

  it('makes, lists and revokes keys', async () => {
    using folder = createTemporaryFolder()
    const home = folder.path
    await using server = await serveArena({ home })
    const { key, record } = await runJson(
      ['key', 'create', 'build server', '--scope', 'read', '--json'],
      home,
    )
    const asKey = { home: join(home, 'elsewhere'), env: { ARENA_URL: server.url, ARENA_API_KEY: key } }
    expect(await runArena(['stats'], asKey)).toMatchObject({ exitCode: 0 })
    expect((await runArena(['verify'], asKey)).stderr).toContain('[missing-scope]')

    const { keys } = await runJson(['key', 'list', '--json'], home)
    expect(keys.map(({ name }: { name: string }) => name)).toContain('build server')
    expect(JSON.stringify(keys)).not.toContain(key)

    await runJson(['key', 'revoke', record.id, '--json'], home)
    const refused = await runArena(['stats', '--json'], asKey)
    expect(refused.exitCode).toBe(1)
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: 'invalid-key', isRetryable: false } })
    expect((await runArena(['watch'], asKey)).stderr).toContain('[invalid-key]')
  })
})

describe('arena watch', () => {
  it('says that the connection is lost and comes back by itself', async () => {
    using folder = createTemporaryFolder()
    const home = folder.path
    const server = await serveArena({ home })
    const child = spawnArena(['watch', '--json', '--count', '1'], { home })
    const watched = finish(child)
    await heard(child.stderr, 'Connected')
    const lost = heard(child.stderr, 'Connection lost')
    await server.stop()
    await lost

    const back = heard(child.stderr, 'Connected')
    await using _again = await serveArena({ home }) // on another port
    await back
    await runJson(importRecorded, home)
    const { exitCode, stdout } = await watched
    expect(JSON.parse(stdout)).toMatchObject({ type: 'xp-gained', seq: 1 })
    expect(exitCode).toBe(0)
  })

  it('ends with 0 when it is asked to stop', async () => {
    using folder = createTemporaryFolder()
    await using _server = await serveArena({ home: folder.path })
    const child = spawnArena(['watch'], { home: folder.path })
    const watched = finish(child)
    await heard(child.stderr, 'Connected')
    child.kill('SIGINT')
    expect(await watched).toMatchObject({ exitCode: 0, stdout: '' })
  })
})
