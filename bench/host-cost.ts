// What a host pays for 100 reports a second: pairs of processes, one with the SDK and one without, in turn.
import { fork } from 'node:child_process'
import { on } from 'node:events'
import { fileURLToPath } from 'node:url'
import { median } from './median.ts'
import { pinToCore } from './pin-to-core.ts'
import { printTable } from './print-table.ts'
import { startServer } from './start-server.ts'

const pairs = Number(process.env['PAIRS'] ?? 10)
const seconds = Number(process.env['SECONDS'] ?? 10)
const limits = { delayInMs: 1, cpuShare: 0.01 }

interface Cost {
  readonly p99InMs: number
  readonly maxInMs: number
  readonly cpuShare: number
}

const server = await startServer({ core: 0 })
pinToCore(1)

async function measure(mode: 'with' | 'without'): Promise<Cost> {
  const program = fileURLToPath(new URL('./paced-reporter.ts', import.meta.url))
  const env = { PATH: process.env['PATH'], ARENA_HOME: server.home }
  const child = fork(program, [mode, String(seconds)], { env })
  const said: unknown[] = []
  for await (const [message] of on(child, 'message', { close: ['exit'] })) said.push(message)
  const [cost, end] = said as [Cost | undefined, { readonly scored: number } | undefined]
  if (cost === undefined || end === undefined || end.scored > 0 !== (mode === 'with'))
    throw new Error(`a host ${mode} the SDK did not do its work`)
  return cost
}

try {
  const costs: Record<'with' | 'without', Cost[]> = { with: [], without: [] }
  for (let pair = 0; pair < pairs; pair += 1) {
    const order = pair % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const)
    for (const mode of order) costs[mode].push(await measure(mode))
  }
  const row = (name: string, of: (cost: Cost) => number, show: (figure: number) => string) => {
    const medians = [median(costs.with.map(of)), median(costs.without.map(of))] as const
    const differences = costs.with.map((cost, pair) => of(cost) - of(costs.without[pair] ?? cost))
    const difference = median(differences)
    return { cells: [name, ...medians.map(show), show(difference)], difference }
  }
  const inMs = (figure: number) => `${figure.toFixed(2)} ms`
  const inPercent = (figure: number) => `${(100 * figure).toFixed(2)} %`
  const p99 = row('event-loop delay, p99', ({ p99InMs }) => p99InMs, inMs)
  const most = row('event-loop delay, most', ({ maxInMs }) => maxInMs, inMs)
  const cpu = row('time of a core', ({ cpuShare }) => cpuShare, inPercent)
  printTable(
    [
      `${pairs} pairs of ${seconds} s, 100 reports a second`,
      'with',
      'without',
      'median difference',
      'limit',
      'ratio',
    ],
    [
      [...p99.cells, inMs(limits.delayInMs), (p99.difference / limits.delayInMs).toFixed(2)],
      [...most.cells, '', ''],
      [...cpu.cells, inPercent(limits.cpuShare), (cpu.difference / limits.cpuShare).toFixed(2)],
    ],
  )
} finally {
  await server.stop()
}
