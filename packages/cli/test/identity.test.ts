import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createTemporaryFolder } from '../../server/test/temporary-folder.ts'
import { runArena, serveArena } from './arena-process.ts'

async function run(home: string, args: readonly string[]) {
  const { exitCode, stdout, stderr } = await runArena(args, { home })
  return { exitCode, stdout, stderr }
}

async function runJson(home: string, args: readonly string[]) {
  const { exitCode, stdout, stderr } = await run(home, [...args, '--json'])
  if (exitCode !== 0) throw new Error(`${args.join(' ')} ended with ${exitCode}: ${stderr}${stdout}`)
  return JSON.parse(stdout)
}

it('a team is made, joined from another machine by a code, and left', async () => {
  using office = createTemporaryFolder()
  using laptop = createTemporaryFolder()
  await using server = await serveArena({ home: office.path })
  const at = ['--url', server.url]

  await runJson(office.path, ['team', 'create', 'Core'])
  const { code } = await runJson(office.path, ['member', 'invite', '--team', 'core'])
  const joined = await runJson(laptop.path, ['join', code, '--name', 'Grace', ...at])
  expect(joined).toMatchObject({ url: server.url, name: 'Grace' })
  const stored = JSON.parse(readFileSync(join(laptop.path, 'credentials.json'), 'utf8'))
  expect(stored.servers[server.url]).toMatchObject({ userId: joined.userId })

  const again = await run(laptop.path, ['join', code, '--name', 'Eve', ...at])
  expect(again).toMatchObject({ exitCode: 1, stdout: '' })
  expect(again.stderr).toContain('The invitation is unknown, used, expired or revoked.')

  const { teams } = await runJson(laptop.path, ['team', 'list', ...at])
  expect(teams).toMatchObject([{ name: 'Core', members: [{ name: 'Grace' }] }])
  const hidden = await runJson(laptop.path, ['member', 'set', '--profile', 'hidden', ...at])
  expect(hidden.member).toMatchObject({ name: 'Grace', isProfileVisible: false })

  await runJson(office.path, ['team', 'remove', 'Core', 'grace'])
  expect((await runJson(laptop.path, ['team', 'list', ...at])).teams).toEqual([])
  await runJson(office.path, ['member', 'remove', 'Grace'])
  const after = await run(laptop.path, ['stats', ...at])
  expect(after).toMatchObject({ exitCode: 1 })
  expect(after.stderr).toContain('unknown, expired or revoked')
})

it('says what a name leads to nothing', async () => {
  using folder = createTemporaryFolder()
  await using _server = await serveArena({ home: folder.path })
  const { exitCode, stderr } = await run(folder.path, ['team', 'archive', 'ops'])
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('There is no team "ops"')])
  const bare = await run(folder.path, ['join', 'invite_x'])
  expect(bare.stderr).toContain('Name the server of the workspace with --url or ARENA_URL.')
})
