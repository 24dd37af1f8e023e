import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { createArena } from '@arena/client'

/**
 * An agent's program that no server need run for: reports COUNT times, and says each report before the call and
 * its id once the call has returned. Then it ends as ENDING says. Run by the tests: node embedded-agent.ts COUNT ENDING
 */
const [, , count = '1', ending = 'end'] = process.argv
const arena = createArena({ onWarning: ({ code }) => say({ warning: code }) })

function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`) // at once: what is killed next has said it
}

let isStopped = false
if (ending.endsWith('-when-told')) process.stdin.on('end', () => (isStopped = true)).resume()
process.on('unhandledRejection', (error) => {
  say({ unhandled: String(error) })
  process.exitCode = 70
})

const receipts: Promise<unknown>[] = []
for (let n = 0; n < Number(count) && !isStopped; n += 1) {
  const id = randomUUID()
  const report = { id, agent: `agent-${n % 5}`, durationInMs: 1000 + n }
  say({ report })
  const receipt = arena.report(report)
  say({ id })
  if (ending === 'await-receipts') receipts.push(receipt.then(({ status }) => say({ status })))
  if (n % 5 === 4) await wait(50)
}

switch (ending) {
  case 'exit': {
    const beforeInMs = performance.now()
    process.on('exit', () => say({ exitCostInMs: performance.now() - beforeInMs })) // after the client's own
    process.exit(7)
    break
  }
  case 'end':
    say({ endedAtInMs: Date.now() })
    break
  case 'end-later':
  case 'hold':
    await arena.flush({ timeoutInMs: 20_000 }) // the engine runs by then
    say({ endedAtInMs: Date.now() })
    if (ending === 'hold') setTimeout(() => {}, 300)
    break
  case 'drain':
  case 'drain-when-told':
    say({ isDrained: await arena.drainSpool({ timeoutInMs: 20_000 }) })
    say({ isClosed: await arena.close() })
    break
  default:
    await Promise.all(receipts)
    say({ isClosed: await arena.close({ timeoutInMs: 20_000 }) })
}
