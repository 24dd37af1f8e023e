import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { createArena } from '@arena/client'
import { PostHog } from 'posthog-node'
import { printTable } from './print-table.ts'
import { startServer } from './start-server.ts'

const calls = Number(process.env['CALLS'] ?? 100_000)
const callsPerTurn = 20
const warmUpCalls = 2_000
const limits = { medianInUs: 10, p99InUs: 50 }

interface Cost {
  readonly medianInUs: number
  readonly p99InUs: number
}

/** What single calls cost their caller, while the rest of the program gets its turns in between. */
async function measureCalls(call: (n: number) => unknown): Promise<Cost> {
  const costs = new Float64Array(calls)
  for (let n = -warmUpCalls; n < calls; n += 1) {
    const beganAt = process.hrtime.bigint()
    call(n)
    if (n >= 0) costs[n] = Number(process.hrtime.bigint() - beganAt) / 1e3
    if (n % callsPerTurn === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  costs.sort()
  const at = (share: number) => costs[Math.floor(share * (calls - 1))] ?? Number.NaN
  return { medianInUs: at(0.5), p99InUs: at(0.99) }
}

async function measureReport({ url, key }: { readonly url: string; readonly key: string }): Promise<Cost> {
  const home = await mkdtemp(`${tmpdir()}/arena-bench-`)
  const arena = createArena({ home, url, key, maxSpoolBytes: 1024 ** 3, onWarning: () => {} })
  const cost = await measureCalls((n) =>
    arena.report({
      agent: 'python-pro',
      task: { complexity: 'medium', type: 'refactor' },
      durationInMs: 95_000 + n,
      metadata: { text: 'x'.repeat(150) },
    }),
  )
  await arena.close({ timeoutInMs: 1 })
  await rm(home, { recursive: true, force: true })
  return cost
}

async function measureCapture(host: string): Promise<Cost> {
  const posthog = new PostHog('phc_bench', { host, fetchRetryDelay: 200 })
  posthog.on('error', () => {})
  const cost = await measureCalls((n) =>
    posthog.capture({ distinctId: 'user', event: 'report', properties: { n, text: 'x'.repeat(200) } }),
  )
  await posthog.shutdown(1).catch(() => {})
  return cost
}

const say = { warn: console.warn, error: console.error }
console.warn = () => {} // posthog-node tells of every failed request
console.error = () => {}

const server = await startServer()
const hanging = createTcpServer((socket) => socket.on('error', () => {}))
const accepting = createServer((request, response) =>
  request.resume().on('end', () => response.end('{"status":1}')),
)
for (const peer of [hanging, accepting])
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve))
const urlOf = (peer: { address(): unknown }) => `http://127.0.0.1:${(peer.address() as AddressInfo).port}`

const rows: string[][] = []
for (const [state, arenaUrl, postHogUrl] of [
  ['up', server.url, urlOf(accepting)],
  ['down', 'http://127.0.0.1:9', 'http://127.0.0.1:9'],
  ['hanging', urlOf(hanging), urlOf(hanging)],
] as const) {
  const report = await measureReport({ url: arenaUrl, key: server.key })
  const capture = await measureCapture(postHogUrl)
  for (const name of ['medianInUs', 'p99InUs'] as const) {
    rows.push([
      `server ${state}: ${name === 'medianInUs' ? 'median' : 'p99'}`,
      `${report[name].toFixed(1)} us`,
      `${limits[name]} us`,
      (report[name] / limits[name]).toFixed(2),
      `${capture[name].toFixed(1)} us`,
      (report[name] / capture[name]).toFixed(2),
    ])
  }
}
await server.stop()
Object.assign(console, say)
printTable([`${calls} calls`, 'report()', 'limit', 'ratio', 'posthog capture()', 'ratio'], rows)
process.exit(0) // posthog-node may still try to send
