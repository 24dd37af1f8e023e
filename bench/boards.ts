import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { dayInZone, periodStart, reportSchema } from '@arena/core'
import { createLogger } from '../packages/server/src/logger.ts'
import { createProjector } from '../packages/server/src/projector.ts'
import type { BoardAddress } from '../packages/server/src/store/board-row.ts'
import { createLibsqlStore } from '../packages/server/src/store/libsql/libsql-store.ts'
import type { FirstOwner, ReportCommit, Store } from '../packages/server/src/store/store.ts'
import { createWorkerStore } from '../packages/server/src/store/worker/worker-store.ts'
import { fillBoard } from './fill-board.ts'
import { printTable } from './print-table.ts'
import { openRedisBoard } from './redis-board.ts'

const agents = Number(process.env['AGENTS'] ?? 1_000_000)
const calls = Number(process.env['CALLS'] ?? 1000)
const loadInMs = Number(process.env['LOAD_MS'] ?? 10_000)
const limits = { topInMs: 0.3, rankInMs: 0.2, lagInMs: 1000 }
const week = periodStart('week', dayInZone(Date.now(), 'UTC'))

const owner: FirstOwner = {
  ...{ workspaceId: randomUUID(), userId: randomUUID(), name: 'Ada', zone: 'UTC', epoch: 'bench' },
  createdAtInMs: Date.now(),
}

interface Cost {
  readonly p50: number
  readonly p99: number
}

async function measure(call: (n: number) => Promise<unknown>): Promise<Cost> {
  const costs: number[] = []
  for (let n = -50; n < calls; n++) {
    const beganAt = performance.now()
    await call(n)
    if (n >= 0) costs.push(performance.now() - beganAt)
  }
  costs.sort((a, b) => a - b)
  const at = (share: number) => costs[Math.floor(share * (calls - 1))] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99) }
}

function addressOf(window: 'week' | 'all'): BoardAddress {
  const { workspaceId } = owner
  return {
    ...{ workspaceId, scope: 'workspace', scopeId: workspaceId, subject: 'agent', window },
    periodStart: window === 'all' ? 0 : week,
  }
}

const anyAgent = () => `agent-${Math.floor(Math.random() * agents)}`
const row = (name: string, { p50, p99 }: Cost, limit: number | null) => [
  name,
  `${p50.toFixed(3)} ms`,
  `${p99.toFixed(3)} ms`,
  limit === null ? '' : `${limit} ms`,
  limit === null ? '' : (p50 / limit).toFixed(2),
]

/** A board of a million in a database of its own, read in the process of the store. */
async function measureReads(folder: string): Promise<string[][]> {
  const path = `${folder}/boards.db`
  await prepare(await createLibsqlStore({ path }))
  const xpByAgent = new Map(
    Array.from({ length: agents }, (_, n) => [`agent-${n}`, Math.floor(1e6 * Math.random() ** 3) + 1]),
  )
  const { workspaceId } = owner
  await fillBoard(path, xpByAgent, [
    { workspaceId, window: 'all', periodStart: 0 },
    { workspaceId, window: 'week', periodStart: week },
  ])
  const store = await createLibsqlStore({ path })
  const rows: string[][] = []
  for (const window of ['all', 'week'] as const) {
    const address = addressOf(window)
    const beganAt = performance.now()
    await store.readBoardAround(address, { subjectId: anyAgent(), above: 0, below: 0 })
    const firstInMs = performance.now() - beganAt
    const anyPlace = () => ({ xp: xpByAgent.get(anyAgent()) ?? 0, reachedSeq: 0 })
    const around = (near: number) =>
      measure(() => store.readBoardAround(address, { subjectId: anyAgent(), above: near, below: near }))
    const top = () => store.readBoard(address, { after: null, limit: 100 })
    rows.push(
      row(`${window}: top 100`, await measure(top), limits.topInMs),
      row(
        `${window}: any page of 100`,
        await measure(() => store.readBoard(address, { after: anyPlace(), limit: 100 })),
        null,
      ),
      row(`${window}: rank of any agent`, await around(0), limits.rankInMs),
      row(`${window}: around any agent, 11 places`, await around(5), null),
      [`${window}: the first rank, with loading`, `${firstInMs.toFixed(0)} ms`, '', '', ''],
    )
  }
  await store.close()
  rows.push(...(await measureRedis(xpByAgent)))
  return rows
}

async function measureRedis(xpByAgent: ReadonlyMap<string, number>): Promise<string[][]> {
  await using redis = await openRedisBoard(xpByAgent)
  if (!redis) return [['Redis: redis-server is not installed', '', '', '', '']]
  return [
    row('Redis: top 100', await measure(() => redis.call('ZREVRANGE', 'board', 0, 99, 'WITHSCORES')), null),
    row('Redis: rank of any agent', await measure(() => redis.call('ZREVRANK', 'board', anyAgent())), null),
  ]
}

async function prepare(store: Store): Promise<void> {
  await store.ensureOwner(owner)
  await store.close()
}

function makeCommits(count: number, kinds: number): ReportCommit[] {
  const { workspaceId, userId } = owner
  return Array.from({ length: count }, (_, n) => ({
    ...{
      kind: 'report',
      workspaceId,
      userId,
      keyId: 'bench',
      receivedAtInMs: Date.now(),
      contentHash: 'bench',
    },
    report: reportSchema.parse({
      ...{
        id: randomUUID(),
        agent: `agent-${Math.floor(Math.random() * kinds)}`,
        project: `project-${n % 4}`,
      },
      ...{ task: { complexity: 'medium' }, durationInMs: 90_000, occurredAt: new Date().toISOString() },
    }),
  }))
}

/** Rows a second that boards and roll-ups take, with nothing else to do. */
async function measureProjector(folder: string, kinds: number): Promise<string[]> {
  const store = await createLibsqlStore({ path: `${folder}/projector-${kinds}.db` })
  await store.ensureOwner(owner)
  for (let n = 0; n < 30; n++) await store.commit(makeCommits(200, kinds))
  const beganAt = performance.now()
  const cpuBefore = process.cpuUsage()
  let state = { watermark: 0, isCurrent: false }
  while (!state.isCurrent) state = await store.advanceProjections(owner.workspaceId, 4000)
  const cpu = process.cpuUsage(cpuBefore)
  const perSecond = (inMs: number) => `${Math.round((state.watermark / inMs) * 1000).toLocaleString('en')}`
  await store.close()
  return [
    `${kinds} agents`,
    perSecond(performance.now() - beganAt),
    perSecond((cpu.user + cpu.system) / 1000),
  ]
}

/** How far boards are behind while reports come as fast as they are committed. */
async function measureLag(folder: string): Promise<string[][]> {
  const store = await createWorkerStore({ path: `${folder}/lag.db` })
  await store.ensureOwner(owner)
  const projector = createProjector({ store, logger: createLogger({ level: 'silent' }) })
  const committed: { readonly seq: number; readonly atInMs: number }[] = []
  const lags: number[] = []
  const endsAt = performance.now() + loadInMs
  async function load(): Promise<void> {
    while (performance.now() < endsAt) {
      const outcomes = await store.commit(makeCommits(100, 50))
      const last = outcomes.at(-1)
      if (last?.status !== 'committed') throw new Error('a report was not committed')
      committed.push({ seq: last.rows.at(-1)?.seq ?? 0, atInMs: performance.now() })
      projector.wake(owner.workspaceId)
    }
  }
  async function watch(): Promise<void> {
    while (performance.now() < endsAt) {
      const { watermark } = await store.advanceProjections(owner.workspaceId, 0)
      while (committed[0] && committed[0].seq <= watermark) committed.shift()
      lags.push(committed[0] ? performance.now() - committed[0].atInMs : 0)
      await wait(20)
    }
  }
  await Promise.all([load(), load(), watch()])
  const [workspace] = await store.readWorkspaces()
  await projector.stop()
  await store.close()
  lags.sort((a, b) => a - b)
  const worst = lags.at(-1) ?? 0
  return [
    [
      'rows committed a second, meanwhile',
      `${Math.round((workspace?.lastSeq ?? 0) / (loadInMs / 1000))}`,
      '',
      '',
    ],
    ['boards behind, median', `${(lags[lags.length >> 1] ?? 0).toFixed(0)} ms`, '', ''],
    [
      'boards behind, longest',
      `${worst.toFixed(0)} ms`,
      `${limits.lagInMs} ms`,
      (worst / limits.lagInMs).toFixed(2),
    ],
  ]
}

const folder = await mkdtemp(`${tmpdir()}/arena-bench-`)
try {
  const reads = await measureReads(folder)
  printTable([`${agents.toLocaleString('en')} agents`, 'p50', 'p99', 'limit', 'ratio'], reads)
  console.log()
  const projected = [await measureProjector(folder, 50), await measureProjector(folder, 1000)]
  printTable(['boards and roll-ups, alone', 'rows a second', 'rows a second of CPU'], projected)
  console.log()
  printTable(['under full load', 'figure', 'limit', 'ratio'], await measureLag(folder))
} finally {
  await rm(folder, { recursive: true, force: true })
}
