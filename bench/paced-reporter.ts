// A host whose timer does some work a hundred times a second, with and without a report of it; says by IPC what that cost.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { createArena } from '@arena/client'
import { statedReport } from './stated-report.ts'

const [mode = '', seconds = '1'] = process.argv.slice(2)
const perSecond = 100
const warmUpInMs = 2_000

const arena = mode === 'with' ? createArena({ embed: false }) : null

function work(number: number): void {
  const input = statedReport(number)
  JSON.stringify(input)
  void arena?.report(input)
}

async function run(durationInMs: number): Promise<void> {
  const startedAt = performance.now()
  for (let number = 0; number < (durationInMs * perSecond) / 1000; number += 1) {
    const aheadInMs = (number * 1000) / perSecond - (performance.now() - startedAt)
    if (aheadInMs > 0) await wait(aheadInMs)
    work(number)
  }
}

await run(warmUpInMs)
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
const startedAt = performance.now()
const cpu = process.cpuUsage()
await run(Number(seconds) * 1000)
const { user, system } = process.cpuUsage(cpu)
delay.disable()
const lastedInMs = performance.now() - startedAt
process.send?.({
  p99InMs: delay.percentile(99) / 1e6,
  maxInMs: delay.max / 1e6,
  cpuShare: (user + system) / 1000 / lastedInMs,
})
await arena?.close()
process.send?.({ scored: arena?.stats().scored ?? 0 })
process.disconnect()
