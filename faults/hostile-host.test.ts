import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { startAgent } from './agent-process.ts'
import { waitForServer } from './wait-for-server.ts'

const typescript = new URL('../scripts/typescript.mjs', import.meta.url).href
const program = fileURLToPath(new URL('./hostile-host.ts', import.meta.url))

/** Runs one scenario on a new home to its end. */
async function runHost(scenario: string) {
  const home = await mkdtemp(`${tmpdir()}/arena-host-`)
  const child = spawn(process.execPath, ['--import', typescript, program, scenario], {
    env: { PATH: process.env['PATH'], ARENA_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => (stdout += chunk))
  child.stderr.on('data', (chunk) => (stderr += chunk))
  const [exitCode, signal] = await once(child, 'close')
  await rm(home, { recursive: true, force: true })
  const said = stdout
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line))
  return { exitCode, signal, stderr, said }
}

const scored = { status: 'scored' }
const rejected = { status: 'rejected' }

describe('a host that is its own server', { timeout: 60_000 }, () => {
  it.each([
    ['throwing-fetch', [scored]],
    ['bad-input', [rejected, rejected, rejected, rejected, rejected, scored]],
    ['spool-deleted', [scored, scored]],
    ['exit-in-handler', []],
    ['fork', [scored, scored]],
    ['worker', [{ isDrained: true, scored: 1 }]],
  ])('keeps its exit code and has no rejection left to it: %s', async (scenario, said) => {
    expect(await runHost(scenario)).toEqual({ exitCode: 5, signal: null, stderr: '', said })
  })

  it('starts afresh when its home is deleted', async () => {
    const { said, ...ended } = await runHost('home-deleted')
    expect(ended).toEqual({ exitCode: 5, signal: null, stderr: '' })
    expect(said.at(-1)).toEqual(scored)
  })

  it('fails by itself as it would without', async () => {
    const { exitCode, stderr } = await runHost('uncaught-error')
    expect(exitCode).toBe(1)
    expect(stderr).toContain('the host failed by itself')
  })

  it('would be seen with a rejection left to it', async () => {
    expect(await runHost('left-rejection')).toMatchObject({ exitCode: 70 })
  })
})

/** Milliseconds from the end of a host's own work to its end: the least of several runs, since a busy machine adds its own. */
async function leastDelay(ending: 'end-later' | 'hold', { isServer }: { readonly isServer: boolean }) {
  let leastInMs = Number.POSITIVE_INFINITY
  for (let run = 0; run < (ending === 'hold' ? 1 : 6) && leastInMs > 30; run += 1) {
    const home = await mkdtemp(`${tmpdir()}/arena-host-`)
    const agent = startAgent({ home, count: 5, ending, env: { ARENA_EMBED: isServer ? '1' : '0' } })
    if (isServer) expect((await waitForServer(home)).pid).toBe(agent.pid)
    const { exitCode, atInMs } = await agent.ended
    expect(exitCode).toBe(0)
    leastInMs = Math.min(leastInMs, atInMs - Number(agent.lines.at(-1)?.['endedAtInMs']))
    await rm(home, { recursive: true, force: true })
  }
  return leastInMs
}

describe('the end of a host that is its own server', { timeout: 120_000 }, () => {
  it('comes within 50 ms more than that of one whose reports are only spooled', async () => {
    const spoolingInMs = await leastDelay('end-later', { isServer: false })
    expect((await leastDelay('end-later', { isServer: true })) - spoolingInMs).toBeLessThan(50)
  })

  it('would be seen to come late', async () => {
    expect(await leastDelay('hold', { isServer: true })).toBeGreaterThanOrEqual(300)
  })
})
