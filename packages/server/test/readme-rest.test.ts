import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { startTestServer } from './start-test-server.ts'

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
const [, script] = /<!-- rest -->\n```sh\n([\s\S]*?)\n```/.exec(readme) ?? []

it('the lines of the README work as they stand, and count once when run twice', async () => {
  await using server = await startTestServer()
  const run = async () => {
    const env = { PATH: process.env['PATH'], ARENA_URL: server.url, ARENA_API_KEY: server.key }
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script ?? 'exit 9'], {
      env,
    })
    return stdout
  }
  const answers = await run()
  expect(answers).toContain('"xp_gained":')
  for (const word of ['"total_calls":1', '"trend_data":', '"unique_agents":1', '"achievements":']) {
    expect(answers).toContain(word)
  }
  expect(await run()).toContain('"total_calls":1')
})
