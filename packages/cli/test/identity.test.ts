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

it('an invitation is listed while it is open, and ended', async () => {
  using office = createTemporaryFolder()
  using laptop = createTemporaryFolder()
  await using server = await serveArena({ home: office.path })

  await runJson(office.path, ['team', 'create', 'Core'])
  const used = await runJson(office.path, ['member', 'invite'])
  await runJson(laptop.path, ['join', used.code, '--name', 'Grace', '--url', server.url])
  const { code, invitation } = await runJson(office.path, ['member', 'invite', '--team', 'core'])
  const { invitations } = await runJson(office.path, ['member', 'invitations'])
  expect(invitations).toEqual([invitation])
  const { stdout } = await run(office.path, ['member', 'invitations'])
  expect(stdout).toMatch(
    new RegExp(`^${invitation.id} +member +Core +\\S.* \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d$`, 'm'),
  )
  expect(stdout).not.toContain(code)

  const ended = await run(office.path, ['member', 'uninvite', invitation.id])
  expect(ended).toMatchObject({ exitCode: 0, stdout: 'The invitation of a new member is revoked.\n' })
  const { stdout: left } = await run(office.path, ['member', 'invitations'])
  expect(left).toBe('No invitation is open.\n')
  const late = await run(laptop.path, ['join', code, '--name', 'Eve', '--url', server.url])
  expect(late).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('used, expired or revoked') })

  const tooLate = await run(office.path, ['member', 'uninvite', used.invitation.id])
  expect(tooLate.stdout).toContain('was used before')
  const unknown = await run(office.path, ['member', 'uninvite', 'none'])
  expect(unknown).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('no such invitation') })
})

it('says what a name leads to nothing', async () => {
  using folder = createTemporaryFolder()
  await using _server = await serveArena({ home: folder.path })
  const { exitCode, stderr } = await run(folder.path, ['team', 'archive', 'ops'])
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('There is no team "ops"')])
  const bare = await run(folder.path, ['join', 'invite_x'])
  expect(bare.stderr).toContain('Name the server of the workspace with --url or ARENA_URL.')
})
