// What a host pays for 100 reports a second: processes with the SDK, with neither, and with a bare append of each report's JSON, in turn.
import { fork } from 'node:child_process'
import { on } from 'node:events'
import { fileURLToPath } from 'node:url'
import { median } from './median.ts'
import { pinToCore } from './pin-to-core.ts'
import { printTable } from './print-table.ts'
import { startServer } from './start-server.ts'

const rounds = Number(process.env['ROUNDS'] ?? 10)
const seconds = Number(process.env['SECONDS'] ?? 10)
const limits = { delayInMs: 1, cpuShare: 0.01 }

const modes = ['with', 'without', 'append'] as const
type Mode = (typeof modes)[number]

interface Cost {
  readonly p99InMs: number
  readonly maxInMs: number
  readonly cpuShare: number
}

const server = await startServer({ core: 0 })
pinToCore(1)

async function measure(mode: Mode): Promise<Cost> {
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
  const costs: Record<Mode, Cost[]> = { with: [], without: [], append: [] }
  for (let round = 0; round < rounds; round += 1) {
    const first = round % modes.length
    for (const mode of [...modes.slice(first), ...modes.slice(0, first)])
      costs[mode].push(await measure(mode))
  }
  const row = (
    name: string,
    of: (cost: Cost) => number,
    show: (figure: number) => string,
    limit?: number,
  ) => {
    const more = (mode: Mode) =>
      median(costs[mode].map((cost, round) => of(cost) - of(costs.without[round] ?? cost)))
    const cells = [name, show(median(costs.without.map(of))), show(more('append')), show(more('with'))]
    return limit === undefined
      ? [...cells, '', '']
      : [...cells, show(limit), (more('with') / limit).toFixed(2)]
  }
  const inMs = (figure: number) => `${figure.toFixed(2)} ms`
  const inPercent = (figure: number) => `${(100 * figure).toFixed(2)} %`
  printTable(
    [`${rounds} rounds, 100 reports a second`, 'without', '+ append', '+ SDK', 'limit', 'ratio'],
    [
      row('event-loop delay, p99', ({ p99InMs }) => p99InMs, inMs, limits.delayInMs),
      row('event-loop delay, most', ({ maxInMs }) => maxInMs, inMs),
      row('time of a core', ({ cpuShare }) => cpuShare, inPercent, limits.cpuShare),
    ],
  )
} finally {
  await server.stop()
}
