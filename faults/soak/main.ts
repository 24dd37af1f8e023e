// Keeps a server under a steady load: npm run soak -- [--minutes N] [--reports PER_SECOND] [--streams N]
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createClient } from '@libsql/client'
import { printTable } from '../../bench/print-table.ts'
import { runArena, startArenaProcess } from '../arena-process.ts'
import { temporaryHome } from '../temporary-home.ts'
import { findSlope } from './find-slope.ts'
import { readSample, type Sample } from './read-sample.ts'
import { startSoakLoad } from './soak-load.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '120' },
    reports: { type: 'string', default: '200' },
    streams: { type: 'string', default: '200' },
  },
})
const lastsInMs = Number(values.minutes) * 60_000
const streams = Number(values.streams)
const warmUpInMs = Math.min(600_000, lastsInMs / 4)
const sampleEveryInMs = Math.min(15_000, Math.max(1000, lastsInMs / 60))
const megabyte = 1024 * 1024

await using place = await temporaryHome()
const { home } = place
const server = await startArenaProcess({
  home,
  port: 0,
  env: {
    NODE_OPTIONS: `--import ${new URL('./collect-garbage.mjs', import.meta.url).href}`,
    ARENA_MAX_STREAMS_PER_KEY: String(2 * streams),
  },
})
const load = startSoakLoad(server, {
  ...{ clients: 4, reports: Number(values.reports), streams, folder: `${home}/clients` },
})
const startedAtInMs = performance.now()
const samples: Sample[] = []
while (performance.now() - startedAtInMs < lastsInMs) {
  await wait(sampleEveryInMs)
  samples.push(await readSample(server))
}
const dropped = await load.stop()
const { exitCode } = await runArena(['verify'], { home })
const stopped = await server.stop()
const counted = await countReports()

const warm = samples.filter(({ atInMs }) => atInMs - startedAtInMs >= warmUpInMs)
const perHour = (of: (sample: Sample) => number) =>
  findSlope(warm.map((sample) => ({ x: sample.atInMs / 3_600_000, y: of(sample) / megabyte })))
const heap = perHour(({ heapInBytes }) => heapInBytes)
const resident = perHour(({ residentInBytes }) => residentInBytes)
const files = warm.flatMap(({ openFiles }) => openFiles ?? [])
const half = Math.ceil(files.length / 2)
const highest = (numbers: readonly number[]) => numbers.reduce((most, next) => Math.max(most, next), 0)
const moreFiles = highest(files.slice(half)) - highest(files.slice(0, half))
const journal = highest(samples.map(({ journalInBytes }) => journalInBytes)) / megabyte
const lost = load.reported - counted

const rows: readonly (readonly [what: string, figure: string, limit: string, isKept: boolean])[] = [
  ['heap', `${show(heap)} MB an hour`, '1 MB an hour', heap.perX - heap.uncertainty <= 1],
  ['memory in all', `${show(resident)} MB an hour`, 'none', true],
  ['open files', `${moreFiles} more in the second half, of ${highest(files)}`, '5 more', moreFiles <= 5],
  ['write-ahead log', `${journal.toFixed(1)} MB at most`, '64 MB', journal <= 64],
  ['reports', `${load.reported}, ${lost} lost, ${dropped} dropped`, '0 lost', lost === 0 && dropped === 0],
  ['streams', `${streams}, ${load.disconnects} cut off, ${load.updates} updates`, 'some', load.updates > 0],
  ['verification', `exit code ${exitCode}, then ${stopped}`, '0', exitCode === 0 && stopped === 0],
]
console.log(`R14: ${values.minutes} minutes, of which ${Math.round(warmUpInMs / 60_000)} to warm up\n`)
printTable(
  ['what', 'figure', 'limit', 'verdict'],
  rows.map(([what, figure, limit, isKept]) => [what, figure, limit, isKept ? 'holds' : 'FAILS']),
)
if (rows.some(([, , , isKept]) => !isKept)) process.exitCode = 1

function show({ perX, uncertainty }: { readonly perX: number; readonly uncertainty: number }): string {
  return `${perX.toFixed(2)} (± ${uncertainty.toFixed(2)})`
}

async function countReports(): Promise<number> {
  const client = createClient({ url: `file:${home}/arena.db`, concurrency: 1, intMode: 'number' })
  const { rows: found } = await client.execute('SELECT count(DISTINCT report_id) FROM xp_events')
  client.close()
  return Number(found[0]?.[0])
}
