import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { startAgent } from './agent-process.ts'
import { control, goal } from './goal.ts'
import { temporaryHome } from './temporary-home.ts'
import { waitForServer } from './wait-for-server.ts'

const typescript = new URL('../scripts/typescript.mjs', import.meta.url).href
const program = fileURLToPath(new URL('./hostile-host.ts', import.meta.url))

/** Runs one scenario on a new home to its end. */
async function runHost(scenario: string, surroundings: 'usual' | 'unwritable-home' | 'full-disk' = 'usual') {
  const home = await mkdtemp(`${tmpdir()}/arena-host-`)
  const limit = surroundings === 'full-disk' ? 'ulimit -f 0; ' : ''
  const command = [process.execPath, '--import', typescript, program, scenario]
  const child = spawn('/bin/sh', ['-c', `${limit}exec "$0" "$@"`, ...command], {
    env: {
      PATH: process.env['PATH'],
      ARENA_HOME: surroundings === 'unwritable-home' ? '/proc/none' : home,
      NODE_NO_WARNINGS: '1',
    },
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
const spooled = { status: 'spooled' }

const hardships = [
  ['throwing-fetch', 'usual', [scored]],
  ['bad-input', 'usual', [rejected, rejected, rejected, rejected, rejected, scored]],
  ['spool-deleted', 'usual', [scored, scored]],
  ['exit-in-handler', 'usual', []],
  ['fork', 'usual', [scored, scored]],
  ['worker', 'usual', [{ isDrained: true, scored: 1 }]],
  ['throwing-fetch', 'unwritable-home', [spooled]],
  ['throwing-fetch', 'full-disk', [spooled]],
] as const

describe('a host that is its own server', { timeout: 60_000 }, () => {
  it(
    'keeps its exit code and has no rejection left to it',
    goal('R34', '0 left to the host'),
    async ({ task }) => {
      for (const [count, [scenario, surroundings, said]] of hardships.entries()) {
        const ended = await runHost(scenario, surroundings)
        expect(ended, `${scenario}, ${surroundings}`).toEqual({ exitCode: 5, signal: null, stderr: '', said })
        task.meta.figure = `${count + 1} hard hosts, 0 rejections left`
      }
    },
  )

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

  it('would be seen with a rejection left to it', control('R34'), async ({ task }) => {
    const { exitCode } = await runHost('left-rejection')
    task.meta.figure = `exit code ${exitCode} with a rejection left`
    expect(exitCode).toBe(70)
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
  it(
    'comes as soon as that of one whose reports are only spooled',
    goal('R36', '50 ms more'),
    async ({ task }) => {
      const spoolingInMs = await leastDelay('end-later', { isServer: false })
      const moreInMs = (await leastDelay('end-later', { isServer: true })) - spoolingInMs
      task.meta.figure = `${moreInMs} ms more`
      expect(moreInMs).toBeLessThan(50)
    },
  )

  it('is not kept waiting by reports when it exits', goal('R36', '5 ms'), async ({ task }) => {
    let leastInMs = Number.POSITIVE_INFINITY
    for (let run = 0; run < 3 && leastInMs > 2; run += 1) {
      await using place = await temporaryHome()
      const agent = place.start({ count: 30, ending: 'exit' })
      expect((await agent.ended).exitCode).toBe(7)
      leastInMs = Math.min(leastInMs, Number(agent.lines.at(-1)?.['exitCostInMs']))
    }
    task.meta.figure = `${leastInMs.toFixed(1)} ms at process.exit after 30 reports`
    expect(leastInMs).toBeLessThanOrEqual(5)
  })

  it('would be seen to come late', control('R36'), async ({ task }) => {
    const lateInMs = await leastDelay('hold', { isServer: true })
    task.meta.figure = `${lateInMs} ms when held`
    expect(lateInMs).toBeGreaterThanOrEqual(300)
  })
})
