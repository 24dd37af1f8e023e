import { setTimeout as wait } from 'node:timers/promises'
import { createArena } from '@arena/client'
import { describe, expect, it } from 'vitest'
import { runArena, startArenaProcess } from './arena-process.ts'
import { control, goal } from './goal.ts'
import { checkHistory, noFaults } from './history/check-history.ts'
import { type HistoryRecorder, recordHistory } from './history/history.ts'
import { readLedgerFile } from './history/ledger.ts'
import { type HostileProxy, startHostileProxy } from './hostile-proxy.ts'
import { removeUniqueIndex } from './remove-unique-index.ts'
import { startWorkers } from './report-workers.ts'
import { rounds } from './rounds.ts'
import { temporaryHome } from './temporary-home.ts'

const hundreds = rounds({ short: 3, long: 200 })
const [longestDelayInMs, timeoutInMs] = hundreds > 100 ? [5000, 3500] : [700, 500] // some answers come too late
const agentCount = 4

/** Workers and agents with the SDK report through a proxy that cuts, delays, truncates and repeats. */
async function reportThroughProxy(options: { readonly reports: number; readonly isIndexRemoved?: boolean }) {
  await using place = await temporaryHome()
  const { home } = place
  if (options.isIndexRemoved) {
    await (await startArenaProcess({ home, port: 0 })).stop()
    await removeUniqueIndex(home)
  }
  const server = await startArenaProcess({ home, port: 0 })
  const seed = Math.floor(Math.random() * 2 ** 32)
  const proxy = await startHostileProxy({ port: Number(new URL(server.url).port), seed, longestDelayInMs })
  const history = recordHistory()
  const target = { url: proxy.url, key: server.key, timeoutInMs }
  const workers = startWorkers({
    ...{ count: 8, history, userId: server.userId, target: () => target },
    reports: options.reports / 2,
  })
  const agents = Array.from({ length: agentCount }, (_, agent) =>
    reportByAgent({
      home: `${home}/agent-${agent}`,
      reports: options.reports / (2 * agentCount),
      history,
      proxy,
      key: server.key,
    }),
  )
  await Promise.all([workers.done, ...agents])
  await workers.stop()
  await proxy.close()
  const { exitCode } = await runArena(['verify'], { home })
  await server.stop()
  const faults = checkHistory(history, await readLedgerFile(home))
  return {
    seed,
    counts: proxy.counts,
    reports: history.operations.length,
    faults,
    isVerified: exitCode === 0,
  }
}

interface AgentOptions {
  readonly home: string
  readonly reports: number
  readonly history: HistoryRecorder
  readonly proxy: HostileProxy
  readonly key: string
}

async function reportByAgent({ home, reports, history, proxy, key }: AgentOptions): Promise<void> {
  const arena = createArena({
    home,
    url: proxy.url,
    key,
    requestTimeoutInMs: timeoutInMs,
    onWarning: () => {},
  })
  for (let made = 0; made < reports; made += 5) {
    const receipts = Array.from({ length: 5 }, async (_, index) => {
      const report = { id: crypto.randomUUID(), agent: 'sdk', durationInMs: 1 + made + index }
      const operation = history.start(report)
      const receipt = await arena.report(report)
      if (receipt.status === 'scored' || receipt.status === 'duplicate') operation.acknowledge(receipt)
      else if (receipt.status === 'spooled') operation.keep()
      else operation.refuse()
    })
    await Promise.all(receipts)
    await arena.flush()
  }
  while (!(await arena.flush({ timeoutInMs: 60_000 }))) await wait(20) // each try meets the proxy again
  await arena.close()
}

describe('a network that cuts, delays, truncates and repeats', { timeout: 60_000 + 6000 * hundreds }, () => {
  it('loses no report and has none counted twice', goal('R3', '0 lost, 0 twice'), async ({ task }) => {
    const { seed, counts, reports, faults, isVerified } = await reportThroughProxy({
      reports: 100 * hundreds,
    })
    const mistreated = [...counts].reduce((sum, [fate, count]) => (fate === 'pass' ? sum : sum + count), 0)
    task.meta.figure = `${reports} reports, ${mistreated} exchanges mistreated (seed ${seed}): ${faults.lost} lost, ${faults.countedTwice} twice`
    expect(counts.size).toBeGreaterThan(7) // of the eleven fates
    expect({ faults, isVerified }).toEqual({ faults: noFaults, isVerified: true })
  })

  it('has reports counted twice without the index of report ids', control('R3'), async ({ task }) => {
    const { faults } = await reportThroughProxy({ reports: 80, isIndexRemoved: true })
    task.meta.figure = `${faults.countedTwice} twice without the index`
    expect(faults.countedTwice).toBeGreaterThan(0)
  })
})
