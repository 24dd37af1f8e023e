// A server on one core is offered ten times what it can take, by a load generator on the other core.
import { setTimeout as wait } from 'node:timers/promises'
import { createApi } from '@arena/client/api'
import { createClient } from '@libsql/client'
import { percentile } from './percentile.ts'
import { pinToCore } from './pin-to-core.ts'
import { printTable } from './print-table.ts'
import { type Flood, floodWithReports, reportsInRequest } from './report-flood.ts'
import { type BenchServer, startServer } from './start-server.ts'

const seconds = Number(process.env['SECONDS'] ?? 60)
const calibrationInMs = Number(process.env['CALIBRATION_SECONDS'] ?? 10) * 1000
const times = 10
const members = 40
const connections = 1000
const limits = { memoryInMb: 300, takenP99InMs: 500, healthP99InMs: 100 }

if (!pinToCore(1)) console.log('There is no taskset here: server and load share all cores.\n')

interface Overload {
  readonly flood: Flood
  readonly sustainable: number
  readonly healthInMs: readonly number[]
  readonly memoryInMb: number
  readonly catchUpInMs: number
  /** Acknowledged reports that the ledger lacks, and rows beyond one of a report. */
  readonly lost: number
  readonly twice: number
}

interface Case {
  readonly name: string
  readonly hasManyKeys: boolean
  /** Of each key; the server's default when null. */
  readonly reportsPerSecond: number | null
}

const cases: readonly Case[] = [
  { name: `${members} keys`, hasManyKeys: true, reportsPerSecond: null },
  { name: 'one key', hasManyKeys: false, reportsPerSecond: null },
  { name: 'one key of 200 reports a second', hasManyKeys: false, reportsPerSecond: 200 },
]

async function overload({ hasManyKeys, reportsPerSecond }: Case): Promise<Overload> {
  const quota = reportsPerSecond === null ? {} : { ARENA_REPORTS_PER_SECOND: String(reportsPerSecond) }
  const server = await startServer({ core: 0, env: quota })
  let acknowledged: readonly string[] = []
  let ledger = { lost: Number.NaN, twice: Number.NaN }
  try {
    const keys = await joinMembers(server)
    const { url } = server
    const warmUp = { url, keys, requestsPerSecond: null, connections: 4, forInMs: calibrationInMs / 4 }
    await floodWithReports(warmUp)
    const calm = await floodWithReports({ ...warmUp, forInMs: calibrationInMs })
    const sustainable = (calm.acknowledged.length * 1000) / calm.durationInMs
    await waitForBoards(server)

    const healthInMs: number[] = []
    let memoryInMb = 0
    let isOver = false
    const watching = Promise.all([
      repeat(20, async () => {
        healthInMs.push(await askHealth(server))
      }),
      repeat(200, async () => {
        memoryInMb = Math.max(memoryInMb, await server.memoryInMb())
      }),
    ])
    async function repeat(everyInMs: number, act: () => Promise<void>): Promise<void> {
      while (!isOver) {
        await act()
        await wait(everyInMs)
      }
    }
    const flood = await floodWithReports({
      ...{ url, keys: hasManyKeys ? keys : [server.key], connections, forInMs: seconds * 1000 },
      requestsPerSecond: (times * sustainable) / reportsInRequest,
    })
    isOver = true
    await watching
    acknowledged = [...calm.acknowledged, ...flood.acknowledged]
    const endedAt = performance.now()
    await waitForBoards(server)
    const catchUpInMs = performance.now() - endedAt
    await server.stop(async (home) => {
      ledger = await compareWithLedger(home, acknowledged)
    })
    return { flood, sustainable, healthInMs, memoryInMb, catchUpInMs, ...ledger }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function joinMembers(server: BenchServer): Promise<readonly string[]> {
  const owner = createApi(server)
  const { team } = await owner.team.create.mutate({ name: 'bench' })
  const keys: string[] = []
  for (let number = 0; number < members; number += 1) {
    const { code } = await owner.invitation.create.mutate({ teamId: team.id })
    const { key } = await createApi({ url: server.url, key: '' }).invitation.accept.mutate({
      ...{ code, name: `member ${number}`, zone: 'UTC' },
    })
    keys.push(key)
  }
  return keys
}

async function askHealth({ url }: BenchServer): Promise<number> {
  const startedAt = performance.now()
  const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(10_000) }).catch(() => null)
  await response?.text()
  return response?.ok ? performance.now() - startedAt : Number.POSITIVE_INFINITY
}

/** Resolves when boards and roll-ups count all of the ledger. */
async function waitForBoards({ url, key }: BenchServer): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${key}` } })
    if (/^arena_projection_lag_rows\{[^}]*\} 0$/m.test(await response.text())) return
    await wait(50)
  }
}

async function compareWithLedger(home: string, acknowledged: readonly string[]) {
  const client = createClient({ url: `file:${home}/arena.db`, concurrency: 1, intMode: 'number' })
  const { rows } = await client.execute("SELECT report_id FROM xp_events WHERE kind = 'report'")
  client.close()
  const found = new Set(rows.map(({ report_id: id }) => String(id)))
  return { lost: acknowledged.filter((id) => !found.has(id)).length, twice: rows.length - found.size }
}

function toRows({ flood, sustainable, ...rest }: Overload): string[][] {
  const { requestsByResult, takenInMs, refusedInMs } = flood
  const offered = (flood.requests * reportsInRequest * 1000) / flood.durationInMs
  const taken = (flood.acknowledged.length * 1000) / flood.durationInMs
  const of = (result: string) => requestsByResult.get(result) ?? 0
  const expected = ['200', '429', '503']
  const others = [...requestsByResult].filter(([result]) => !expected.includes(result))
  const row = (name: string, figure: number, limit: number, unit: string) => [
    ...[name, `${figure.toFixed(0)} ${unit}`, `${limit} ${unit}`, (figure / limit).toFixed(2)],
  ]
  return [
    ['sustainable', `${sustainable.toFixed(0)} a second`, '', ''],
    ['offered', `${offered.toFixed(0)} a second`, '', (offered / sustainable).toFixed(1)],
    ['taken', `${taken.toFixed(0)} a second`, '', (taken / sustainable).toFixed(2)],
    ['requests told 429', String(of('429')), '', ''],
    ['requests told 503', String(of('503')), '', ''],
    [
      'requests with any other end',
      String(others.map(([result, n]) => `${n} ${result}`).join(', ') || 0),
      '0',
      '',
    ],
    row('taken requests, p99', percentile(takenInMs, 0.99), limits.takenP99InMs, 'ms'),
    ['taken requests, p50', `${percentile(takenInMs, 0.5).toFixed(0)} ms`, '', ''],
    ['refused requests, p99', `${percentile(refusedInMs, 0.99).toFixed(0)} ms`, '', ''],
    row('/health, p99', percentile(rest.healthInMs, 0.99), limits.healthP99InMs, 'ms'),
    row('memory of the server, most', rest.memoryInMb, limits.memoryInMb, 'MB'),
    ['acknowledged reports lost', String(rest.lost), '0', ''],
    ['reports counted twice', String(rest.twice), '0', ''],
    ['boards catch up after', `${(rest.catchUpInMs / 1000).toFixed(1)} s`, '', ''],
  ]
}

const asked = process.env['CASE']
for (const [index, each] of cases.entries()) {
  if (asked !== undefined && asked !== String(index)) continue
  printTable([`${each.name}, ${seconds} s`, 'figure', 'limit', 'ratio'], toRows(await overload(each)))
  console.log()
}
