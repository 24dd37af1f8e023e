import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSocket } from './open-socket.ts'
import { startTestServer, type TestServer } from './start-test-server.ts'
import { createTemporaryFolder } from './temporary-folder.ts'

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
const block = (name: string) =>
  new RegExp(`<!-- websocket: ${name} -->\\n\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? 'exit 9'

const environment = ({ url, key }: TestServer) => ({
  PATH: process.env['PATH'],
  ARENA_URL: url,
  ARENA_API_KEY: key,
})

async function report({ url, key }: TestServer, agent: string): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/v1/agents/${agent}/xp`, { method: 'POST', headers, body: '{}' })
  expect(answer.status).toBe(200)
}

describe('the README on WebSockets', () => {
  it('has a client that tells of each report once, a restart of the server between them or not', async () => {
    using home = createTemporaryFolder()
    const first = await startTestServer({ home: home.path })
    const client = spawn(process.execPath, ['--input-type=module', '-e', block('client.mjs')], {
      cwd: fileURLToPath(new URL('..', import.meta.url)), // where the package `ws` is found
      env: environment(first),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void client.kill('SIGKILL'))
    const lines = createInterface({ input: client.stdout })[Symbol.asyncIterator]()
    const next = async () => (await lines.next()).value

    expect(await next()).toBe(`connected as ${first.owner.userId}`)
    await report(first, 'scout')
    expect(await next()).toBe('scout +10 XP')
    const { port } = new URL(first.url)
    await first.stop()
    await using second = await startTestServer({ home: home.path, port: Number(port) })
    await report(second, 'painter') // most likely before the client is back
    expect([await next(), await next()]).toEqual([`connected as ${first.owner.userId}`, 'painter +10 XP'])
    await report(second, 'writer')
    expect(await next()).toBe('writer +10 XP')
    client.kill()
    await once(client, 'exit')
  })

  it('has a request for a ticket, which opens a socket of a page', async () => {
    await using server = await startTestServer()
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', block('ticket')], {
      env: environment(server),
    })
    const { ticket } = JSON.parse(stdout).result.data
    await using socket = openSocket(`${server.url}/ws/notifications/me?token=${ticket}`)
    expect(await socket.next()).toMatchObject({ type: 'connection_established' })
  })
})
