import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { createClient } from '@libsql/client'
import { type ArenaProcess, runArena, startArenaProcess } from './arena-process.ts'
import { readCounts } from './read-counts.ts'

export interface ServerKillOptions {
  readonly kills: number
  readonly workers: number
  /** The broken control: the database without the index that makes a report's id unique. */
  readonly isIndexRemoved?: boolean
}

export interface ServerKillResult {
  readonly kills: number
  readonly acknowledged: number
  /** Acknowledged as seen before: the commit had survived, its answer had not. */
  readonly acknowledgedAsDuplicate: number
  readonly rejected: number
  readonly lost: number
  readonly countedTwice: number
  readonly isVerified: boolean
}

/**
 * Kills the server again and again while workers report, each with one id until it is acknowledged,
 * and compares what they were told with what the ledger holds.
 */
export async function killServerUnderLoad(options: ServerKillOptions): Promise<ServerKillResult> {
  const home = await mkdtemp(`${tmpdir()}/arena-kill-`)
  try {
    const first = await startArenaProcess({ home, port: 0 })
    const port = Number(new URL(first.url).port)
    await first.stop()
    if (options.isIndexRemoved) await removeUniqueIndex(home)

    const acknowledged = new Set<string>()
    let acknowledgedAsDuplicate = 0
    let rejected = 0
    let isOver = false
    let server: ArenaProcess = await startArenaProcess({ home, port })

    const work = async (worker: number) => {
      while (!isOver) {
        const id = randomUUID()
        const agent = `agent-${worker % 7}`
        const report = { id, agent, durationInMs: 1000, occurredAt: new Date().toISOString() }
        let status = 'failed'
        while (status === 'failed' && !isOver) {
          status = await submit(server, report)
          if (status === 'failed') await wait(3)
        }
        if (status === 'failed') return
        if (status === 'rejected') rejected += 1
        else acknowledged.add(id)
        if (status === 'duplicate') acknowledgedAsDuplicate += 1
      }
    }
    const working = Array.from({ length: options.workers }, (_, worker) => work(worker))

    for (let kill = 0; kill < options.kills; kill += 1) {
      await wait(15 + Math.random() * 200)
      await server.kill()
      server = await startArenaProcess({ home, port })
    }
    await wait(200)
    isOver = true
    await Promise.all(working)
    const { exitCode } = await runArena(['verify', '--json'], { home })
    await server.stop()

    const countById = await readCounts(home)
    return {
      kills: options.kills,
      acknowledged: acknowledged.size,
      acknowledgedAsDuplicate,
      rejected,
      lost: [...acknowledged].filter((id) => !countById.has(id)).length,
      countedTwice: [...countById.values()].filter((count) => count > 1).length,
      isVerified: exitCode === 0,
    }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

async function submit(server: ArenaProcess, report: Record<string, unknown>): Promise<string> {
  try {
    const response = await fetch(`${server.url}/trpc/report.submit`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${server.key}` },
      body: JSON.stringify({ schema: 1, reports: [report] }),
      signal: AbortSignal.timeout(3000),
    })
    if (!response.ok) return 'failed'
    const body = (await response.json()) as { result: { data: { answers: { status: string }[] } } }
    return body.result.data.answers[0]?.status ?? 'failed'
  } catch {
    return 'failed'
  }
}

async function removeUniqueIndex(home: string): Promise<void> {
  const client = createClient({ url: `file:${home}/arena.db`, concurrency: 1 })
  const { rows } = await client.execute(
    "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'xp_events' AND sql LIKE '%UNIQUE%report_id%'",
  )
  if (rows.length !== 1) throw new Error('the index of report ids was not found')
  await client.execute(`DROP INDEX ${rows[0]?.['name']}`)
  client.close()
}
