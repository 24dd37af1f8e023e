import { fork } from 'node:child_process'
import { createArena } from '../src/index.ts'

// An agent's program, run by tests in a process of its own: node agent-program.ts SCENARIO ...

const [scenario, argument = ''] = process.argv.slice(2)
const arena = createArena({ isEnabled: true })
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`)
const report = (n: number) => arena.report({ agent: 'child', metadata: { n } })

process.on('unhandledRejection', (error) => {
  say({ unhandled: String(error) })
  process.exitCode = 70
})

switch (scenario) {
  case 'exit-at-once':
    for (let n = 0; n < Number(argument); n += 1) void report(n)
    process.exit(7)
    break
  case 'report-for-long':
    for (let n = 0; n < 1e7; n += 1) {
      void report(n)
      say(n)
      if (n % 50 === 49) await new Promise((resolve) => setImmediate(resolve))
    }
    break
  case 'end-by-itself':
    arena.on('xp-gained', () => {})
    void report(1)
    await new Promise((resolve) => setTimeout(resolve, 300))
    say({ endedAtInMs: Date.now() })
    break
  case 'await-receipt':
    say(await report(1))
    break
  case 'await-flush':
    void report(1)
    say(await arena.flush({ timeoutInMs: 5_000 }))
    break
  case 'fork':
    void report(1)
    if (argument === '')
      await new Promise((resolve) => fork(process.argv[1] ?? '', ['fork', 'child']).on('exit', resolve))
    process.exitCode = 3
    break
  case 'drain':
    say(await arena.drainSpool({ timeoutInMs: 20_000 }))
    await arena.close()
    break
  case 'hostile': {
    const circular: Record<string, unknown> = {}
    circular['self'] = circular
    for (const input of [
      circular,
      { agent: 1n },
      null,
      undefined,
      Symbol('x'),
      () => {},
      new Proxy({}, { get: explode }),
    ]) {
      void arena.report(input as never)
    }
    await arena.track('a', circular as never, (run) => run.metadata(circular as never))
    process.exitCode = 5
    break
  }
}

function explode(): never {
  throw new Error('gotcha')
}
