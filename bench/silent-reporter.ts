// Reports while no server runs, in a process of its own; says what that held, and delivers when it is told to.
import { once } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createArena } from '@arena/client'
import { statedReport } from './stated-report.ts'

const [reports = 0, reportsInTurn = 1] = process.argv.slice(2, 4).map(Number)
const isControl = process.argv[4] === 'control'
const megabyte = 1024 * 1024

const warnings: string[] = []
const arena = createArena({ embed: false, onWarning: ({ code }) => warnings.push(code) })
let characters = 0

function report(number: number): void {
  const stated = statedReport(number)
  if (isControl) characters += JSON.stringify(stated).length
  else void arena.report(stated)
}

report(0)
globalThis.gc?.()
const before = process.memoryUsage()
let mostRss = 0
const startedAt = performance.now()
for (let number = 1; number < reports; number += 1) {
  report(number)
  if (number % reportsInTurn !== 0 && number + 1 < reports) continue
  mostRss = Math.max(mostRss, process.memoryUsage.rss())
  await nextTurn()
}
const tookInMs = performance.now() - startedAt
globalThis.gc?.()
process.send?.({
  ...{ tookInMs, warnings, characters, stats: arena.stats() },
  growthInMb: (mostRss - before.rss) / megabyte,
  heapGrowthInMb: (process.memoryUsage().heapUsed - before.heapUsed) / megabyte,
})
await once(process, 'message')
while (!(await arena.drainSpool({ timeoutInMs: 60_000 }))) await nextTurn()
await arena.close()
process.send?.({ stats: arena.stats() })
process.disconnect()
