import { randomUUID } from 'node:crypto'
import { closeSync, copyFileSync, existsSync, openSync, rmSync, writeSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type ArenaProcess, canMount, startArenaProcess } from './arena-process.ts'
import { control, goal } from './goal.ts'
import { checkHistory, noFaults } from './history/check-history.ts'
import { recordHistory, type StatedReport } from './history/history.ts'
import { readLedgerFile } from './history/ledger.ts'
import { startWorkers } from './report-workers.ts'
import { readUserXp } from './submit-report.ts'
import { temporaryHome } from './temporary-home.ts'

/** Writes until nothing more goes onto the volume. */
function fillVolume(path: string): void {
  const file = openSync(path, 'w')
  try {
    for (let bytes = 65_536; bytes >= 1; bytes /= 2) {
      try {
        for (;;) if (writeSync(file, Buffer.alloc(bytes)) < bytes) break
      } catch {} // smaller pieces may still fit
    }
  } finally {
    closeSync(file)
  }
}

async function post(report: StatedReport, server: ArenaProcess): Promise<Response> {
  return fetch(`${server.url}/trpc/report.submit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${server.key}` },
    body: JSON.stringify({ schema: 1, reports: [{ ...report, occurredAt: new Date().toISOString() }] }),
  })
}

/** Fills the volume of a server under load until it refuses reports, then makes room again. */
async function fillAndFree(options: { readonly isCareless?: boolean } = {}) {
  await using place = await temporaryHome()
  const server = await startArenaProcess({ home: place.home, port: 0, volumeInMegabytes: 8 })
  const history = recordHistory()
  const workers = startWorkers({ count: 4, history, userId: server.userId, target: () => server })
  try {
    await workers.acknowledge(20)
    const ballast = `${server.home}/ballast`
    fillVolume(ballast)
    let refused: Response
    do {
      const report = { id: randomUUID(), agent: 'once', durationInMs: 1 }
      const operation = history.start(report)
      refused = await post(report, server)
      if (refused.ok || options.isCareless) operation.keep()
    } while (refused.ok)
    const [health, xp] = await Promise.all([fetch(`${server.url}/health`), readUserXp(server)])
    rmSync(ballast)
    const freedAtInMs = performance.now()
    await workers.acknowledge(1)
    const recoveredInMs = Math.round(performance.now() - freedAtInMs)
    await workers.acknowledge(20)
    await workers.stop()
    for (const suffix of ['', '-wal']) {
      const file = `${server.home}/arena.db${suffix}`
      if (existsSync(file)) copyFileSync(file, `${place.home}/arena.db${suffix}`)
    }
    return {
      status: refused.status,
      retryAfter: refused.headers.get('retry-after'),
      isReadable: health.ok && xp !== null,
      recoveredInMs,
      exitCode: await server.stop(),
      faults: checkHistory(history, await readLedgerFile(place.home)),
    }
  } finally {
    await workers.stop()
    await server.stop()
  }
}

describe.skipIf(!canMount)('a volume that is full', { timeout: 60_000 }, () => {
  it(
    'lets the server read, refuse, and write again by itself',
    goal('R9', '0 lost, back in 5 s'),
    async ({ task }) => {
      const { recoveredInMs, ...result } = await fillAndFree()
      const { status, retryAfter, faults } = result
      task.meta.figure = `${status}, retry after ${retryAfter} s, back in ${recoveredInMs} ms: ${faults.lost} lost`
      expect(result).toEqual({
        status: 503,
        retryAfter: expect.stringMatching(/^\d+$/),
        isReadable: true,
        exitCode: 0,
        faults: noFaults,
      })
      expect(recoveredInMs).toBeLessThan(5000)
    },
  )

  it('loses what a client takes for acknowledged without looking', control('R9'), async ({ task }) => {
    const { lost } = (await fillAndFree({ isCareless: true })).faults
    task.meta.figure = `${lost} lost by a careless client`
    expect(lost).toBe(1)
  })
})
