import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { createArena } from '@arena/client'

/**
 * A program that no server need run for and that makes it hard for what it reports to. It ends with 5 unless it says
 * otherwise, and with 70 when a rejection was left to it. Run by the tests: node hostile-host.ts SCENARIO
 */
const [, self = '', scenario = ''] = process.argv
const home = process.env['ARENA_HOME'] ?? ''
const arena = createArena({ receiptTimeoutInMs: 20_000, onWarning: () => {} })
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

process.exitCode = 5
process.on('unhandledRejection', () => {
  process.exitCode = 70
})

async function sayStatus(input: unknown = { agent: 'host' }): Promise<string> {
  const { status } = await arena.report(input as never)
  say({ status })
  return status
}

const scenarios: Readonly<Record<string, () => Promise<void> | void>> = {
  async 'throwing-fetch'() {
    globalThis.fetch = () => {
      throw new Error('no network')
    }
    await sayStatus()
  },
  async 'bad-input'() {
    const circular: Record<string, unknown> = {}
    circular['self'] = circular
    const throwing = {
      agent: 'a',
      get durationInMs() {
        throw new Error('gotcha')
      },
    }
    for (const input of [circular, { agent: 1n }, throwing, null, Symbol('x')]) await sayStatus(input)
    await sayStatus()
  },
  async 'spool-deleted'() {
    await sayStatus()
    rmSync(`${home}/spool`, { recursive: true })
    await sayStatus()
  },
  async 'home-deleted'() {
    await sayStatus()
    rmSync(home, { recursive: true })
    while ((await sayStatus()) !== 'scored' || !existsSync(`${home}/arena.db`)) await wait(100)
  },
  async 'exit-in-handler'() {
    arena.on('xp-gained', () => process.exit(5))
    for (;;) {
      void arena.report({ agent: 'host' })
      await wait(20)
    }
  },
  async 'uncaught-error'() {
    await sayStatus()
    process.exitCode = undefined
    throw new Error('the host failed by itself')
  },
  async fork() {
    const child = fork(self, ['throwing-fetch'])
    const ended = once(child, 'exit')
    await sayStatus()
    await ended
  },
  async worker() {
    const program = "import('@arena/client').then(({ arena }) => { arena.report({ agent: 'thread' }) })"
    await once(new Worker(program, { eval: true, execArgv: [] }), 'exit')
    say({ isDrained: await arena.drainSpool({ timeoutInMs: 20_000 }), scored: arena.stats().scored })
  },
  /** Shows that the test sees it. */
  async 'left-rejection'() {
    void Promise.reject(new Error('left'))
    await wait(10)
  },
}

await scenarios[scenario]?.()
await arena.close()
