// Reports in arrays of 100 through HTTP until they are durable, beside a bare loop that only inserts the same ledger rows.
// LEDGER_ROWS=5000000 fills the ledger first; SECONDS sets the length.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { fillLedger } from './fill-ledger.ts'
import { percentile } from './percentile.ts'
import { pinToCore } from './pin-to-core.ts'
import { printTable } from './print-table.ts'
import { createReportSender } from './report-sender.ts'
import { type BenchServer, startServer } from './start-server.ts'

const seconds = Number(process.env['SECONDS'] ?? 20)
const ledgerRows = Number(process.env['LEDGER_ROWS'] ?? 0)
const connections = 5
const reportsInArray = 100
interface Bare {
  readonly perSecond: number
  /** Of rows each in a transaction of its own. */
  readonly aloneInMs: readonly number[]
}

const limits = { share: 0.4, p50InMs: 5, p99InMs: 25, memoryInMb: 300, journalInMb: 64, lagInMs: 1000 }

const server = await startServer(ledgerRows > 0 ? { prepare: (home) => fillLedger(home, ledgerRows) } : {})
pinToCore(1) // the server may use both
let bare: Bare = { perSecond: Number.NaN, aloneInMs: [] }
try {
  const sender = createReportSender(server)
  await sender.send(reportsInArray)
  const { perSecond, lagInMs, memoryInMb, journalInMb } = await measureSustained()
  const alone = await measureAlone() // after the rest, when the server's code is warm
  await server.stop(async (home) => {
    bare = await measureBare(home)
  })
  const row = (name: string, figure: number, limit: number, unit: string) => [
    name,
    `${figure.toFixed(figure < 100 ? 1 : 0)} ${unit}`,
    `${limit} ${unit}`,
    (figure / limit).toFixed(2),
  ]
  printTable(
    [`${ledgerRows.toLocaleString('en')} ledger rows before`, 'figure', 'limit or peer', 'ratio'],
    [
      [
        `reports a second, arrays of ${reportsInArray}`,
        perSecond.toFixed(0),
        `${bare.perSecond.toFixed(0)} bare rows a second`,
        `${(perSecond / bare.perSecond).toFixed(2)} (at least ${limits.share})`,
      ],
      row('boards and roll-ups behind the ledger, at most', lagInMs, limits.lagInMs, 'ms'),
      row('one report at 100 a second, p50', percentile(alone, 0.5), limits.p50InMs, 'ms'),
      row('one report at 100 a second, p99', percentile(alone, 0.99), limits.p99InMs, 'ms'),
      ...[0.5, 0.99].map((share) => [
        `one bare row in its transaction, p${share * 100}`,
        `${percentile(bare.aloneInMs, share).toFixed(1)} ms`,
        '',
        '',
      ]),
      row('memory of the server, at most', memoryInMb, limits.memoryInMb, 'MB'),
      row('write-ahead log, at most', journalInMb, limits.journalInMb, 'MB'),
    ],
  )

  async function measureAlone(): Promise<readonly number[]> {
    const durationsInMs: number[] = []
    const sent: Promise<void>[] = []
    const beganAt = performance.now()
    for (let count = 0; count < 100 * Math.min(seconds, 10); count += 1) {
      const aheadInMs = count * 10 - (performance.now() - beganAt)
      if (aheadInMs > 0) await wait(aheadInMs)
      const sentAt = performance.now()
      sent.push(sender.send(1).then(() => void durationsInMs.push(performance.now() - sentAt)))
    }
    await Promise.all(sent)
    return durationsInMs.slice(100)
  }

  async function measureSustained() {
    let acknowledged = 0
    let isOver = false
    const clients = Promise.all(
      Array.from({ length: connections }, async () => {
        while (!isOver) {
          await sender.send(reportsInArray)
          acknowledged += reportsInArray
        }
      }),
    )
    await Promise.race([clients, wait(2000)]) // warm
    const [countBefore, beganAt] = [acknowledged, performance.now()]
    const most = { lagInRows: 0, memoryInMb: 0, journalInMb: 0 }
    while (performance.now() - beganAt < seconds * 1000) {
      await Promise.race([clients, wait(250)])
      most.lagInRows = Math.max(most.lagInRows, await lagInRows(server))
      most.memoryInMb = Math.max(most.memoryInMb, await server.memoryInMb())
      const { size } = await stat(`${server.home}/arena.db-wal`)
      most.journalInMb = Math.max(most.journalInMb, size / 2 ** 20)
    }
    const perSecond = ((acknowledged - countBefore) * 1000) / (performance.now() - beganAt)
    isOver = true
    await clients
    return { ...most, perSecond, lagInMs: (most.lagInRows * 1000) / perSecond }
  }
} finally {
  await server.stop()
}

async function measureBare(home: string): Promise<Bare> {
  const program = fileURLToPath(new URL('./insert-bare.ts', import.meta.url))
  const args = ['-c', '0', process.execPath, ...process.execArgv, program, `${home}/arena.db`]
  const child = spawn('taskset', args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (part) => {
    said += part
  })
  await once(child, 'close')
  return JSON.parse(said)
}

async function lagInRows({ url, key }: BenchServer): Promise<number> {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${key}` } })
  return Number(/^arena_projection_lag_rows\S* (\d+)/m.exec(await response.text())?.[1])
}
process.exit()
