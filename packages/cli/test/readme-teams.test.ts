import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { createTemporaryFolder } from '../../server/test/temporary-folder.ts'
import { serveArena } from './arena-process.ts'

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
const block = (name: string) =>
  new RegExp(`<!-- teams: ${name} -->\\n\`\`\`sh\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? 'exit 9'
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

/** Runs lines of the README in a shell, with the built program in place of `npm run arena --`. */
async function runLines(lines: string, home: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    'bash',
    ['-euo', 'pipefail', '-c', `npm() { shift 3; "${process.execPath}" "${main}" "$@"; }\n${lines}`],
    { env: { PATH: process.env['PATH'], HOME: home, ARENA_HOME: home } },
  )
  return stdout
}

it('the lines of the README lead a team from its first day to a member who comes back', async () => {
  using office = createTemporaryFolder()
  using laptop = createTemporaryFolder()
  await using server = await serveArena({ home: office.path })
  const made = await runLines(block('owner'), office.path)
  const [code = ''] = /invite_\w+/.exec(made) ?? []
  expect(made).toMatch(/\narena_\w+\n/)

  const joining = block('member').replaceAll('http://HOST:8000', server.url).replace('CODE', code)
  const joined = await runLines(joining, laptop.path)
  expect(joined).toContain('You are Grace')
  expect(joined).toContain('Users of the team Core')

  const { servers } = JSON.parse(readFileSync(`${office.path}/credentials.json`, 'utf8'))
  const reported = await fetch(`${server.url}/api/v1/agents/python-pro/xp`, {
    method: 'POST',
    headers: { authorization: `Bearer ${servers[server.url].key}`, 'content-type': 'application/json' },
    body: '{}',
  })
  expect(reported.status).toBe(200)
  const later = await runLines(block('later'), office.path)
  for (const told of [
    'Grace is now admin.',
    'Grace is removed.',
    'Grace is a member again.',
    'Python expert',
  ]) {
    expect(later).toContain(told)
  }
  expect(later).toContain('profile hidden, on boards hidden')
})
