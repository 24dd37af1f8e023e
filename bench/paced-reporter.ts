// A host whose timer does some work a hundred times a second, and reports it, appends it to a file, or neither; says by IPC what that cost.
import { openSync, writeSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { createArena } from '@arena/client'
import { statedReport } from './stated-report.ts'

const [mode = '', seconds = '1'] = process.argv.slice(2)
const perSecond = 100
const warmUpInMs = 2_000

const arena = mode === 'with' ? createArena({ embed: false }) : null
const file = mode === 'append' ? openSync(`${process.env['ARENA_HOME']}/appended-${process.pid}`, 'a') : null

function work(number: number): void {
  const input = statedReport(number)
  const json = JSON.stringify(input)
  if (file !== null) writeSync(file, `${json}\n`)
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
const startedAt = performance.now()
const cpu = process.cpuUsage()
await run(Number(seconds) * 1000)
const { user, system } = process.cpuUsage(cpu)
const cpuShare = (user + system) / 1000 / (performance.now() - startedAt)
// Only now: it wakes the process every millisecond.
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
await run(Number(seconds) * 1000)
delay.disable()
process.send?.({ p99InMs: delay.percentile(99) / 1e6, maxInMs: delay.max / 1e6, cpuShare })
await arena?.close()
process.send?.({ scored: arena?.stats().scored ?? 0 })
process.disconnect()
