// A million reports while no server runs, never awaited; then one starts, and what the spool kept arrives.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { ArenaStats } from '@arena/client'
import { createClient } from '@libsql/client'
import { printTable } from './print-table.ts'
import { startServer } from './start-server.ts'

const reports = Number(process.env['REPORTS'] ?? 1_000_000)
const reportsInTurn = 100
const limits = { growthInMb: 20, spoolInMb: 64 }
const megabyte = 1024 * 1024

interface Said {
  readonly tookInMs: number
  readonly warnings: readonly string[]
  readonly growthInMb: number
  readonly heapGrowthInMb: number
  readonly stats: ArenaStats
}

interface Load {
  readonly home: string
  readonly reports: number
  readonly reportsInTurn: number
  /** Only makes the JSON of reports. */
  readonly isControl?: boolean
}

const children: ChildProcess[] = []

async function report({ home, isControl = false, ...load }: Load) {
  const program = fileURLToPath(new URL('./silent-reporter.ts', import.meta.url))
  const args = [load.reports, load.reportsInTurn, isControl ? 'control' : 'report'].map(String)
  const execArgv = [...process.execArgv, '--expose-gc']
  const child = fork(program, args, { execArgv, env: { PATH: process.env['PATH'], ARENA_HOME: home } })
  children.push(child)
  const [said] = (await once(child, 'message')) as [Said]
  return { child, said }
}

async function inOtherHome(load: Omit<Load, 'home'>): Promise<Said> {
  const home = await mkdtemp(`${tmpdir()}/arena-bench-`)
  const { child, said } = await report({ ...load, home })
  child.kill()
  await once(child, 'exit')
  await rm(home, { recursive: true, force: true })
  return said
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true })
  const sizes = await Promise.all(names.map(async (name) => (await stat(`${folder}/${name}`)).size))
  return sizes.reduce((sum, size) => sum + size, 0) / megabyte
}

async function countLedger(home: string) {
  const client = createClient({ url: `file:${home}/arena.db`, concurrency: 1, intMode: 'number' })
  const { rows } = await client.execute(
    "SELECT count(*) AS found, count(DISTINCT report_id) AS distinct_ids FROM xp_events WHERE kind = 'report'",
  )
  client.close()
  return { found: Number(rows[0]?.['found']), distinct: Number(rows[0]?.['distinct_ids']) }
}

try {
  const control = await inOtherHome({ reports, reportsInTurn, isControl: true })
  const inOneTurn = await inOtherHome({ reports: 100_000, reportsInTurn: 100_000 })

  let down: Awaited<ReturnType<typeof report>> | undefined
  let spoolInMb = Number.NaN
  const server = await startServer({
    env: { ARENA_REPORTS_PER_SECOND: '0' },
    async prepare(home) {
      down = await report({ home, reports, reportsInTurn })
      spoolInMb = await sizeOf(`${home}/spool`)
    },
  })
  if (down === undefined) throw new Error('nothing was reported')
  const { child, said } = down
  const cameBackAt = performance.now()
  child.send('deliver')
  const [{ stats }] = (await once(child, 'message')) as [{ readonly stats: ArenaStats }]
  const deliveredInMs = performance.now() - cameBackAt
  let ledger = { found: Number.NaN, distinct: Number.NaN }
  await server.stop(async (home) => {
    ledger = await countLedger(home)
  })

  const { dropped, firstDroppedAt } = said.stats
  const kept = reports - dropped
  const isTold = dropped === 0 || (said.warnings.includes('dropped') && firstDroppedAt !== null)
  const growth = (name: string, figure: number) => [
    ...[name, `${figure.toFixed(1)} MB`, `${limits.growthInMb} MB`, (figure / limits.growthInMb).toFixed(2)],
  ]
  printTable(
    [`${reports} reports, no server`, 'figure', 'limit', 'ratio'],
    [
      ['report(), mean with all around it', `${((said.tookInMs * 1000) / reports).toFixed(1)} us`, '', ''],
      growth('memory growth', said.growthInMb),
      ['of it where only their JSON is made', `${control.growthInMb.toFixed(1)} MB`, '', ''],
      ['heap growth after a collection', `${said.heapGrowthInMb.toFixed(1)} MB`, '', ''],
      growth('memory growth, 100,000 in one turn', inOneTurn.growthInMb),
      [
        ...['spool', `${spoolInMb.toFixed(1)} MB`, `${limits.spoolInMb} MB`],
        (spoolInMb / limits.spoolInMb).toFixed(2),
      ],
      ['kept', String(kept), '', ''],
      [
        'dropped, told of and since when',
        `${dropped}, ${isTold ? `since ${firstDroppedAt}` : 'SILENTLY'}`,
        '',
        '',
      ],
      ['delivered after the server came', `${(kept / (deliveredInMs / 1000)).toFixed(0)} a second`, '', ''],
      ['kept reports that the ledger lacks', String(kept - ledger.distinct), '0', ''],
      ['counted twice', String(ledger.found - ledger.distinct), '0', ''],
      ['scored, duplicate, rejected', `${stats.scored}, ${stats.duplicate}, ${stats.rejected}`, '', ''],
    ],
  )
} finally {
  for (const child of children) child.kill()
}
