import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { runArena, startArenaProcess } from './arena-process.ts'
import { control, goal } from './goal.ts'
import { readLedgerFile } from './history/ledger.ts'
import { removeUniqueIndex } from './remove-unique-index.ts'
import { submitReport } from './submit-report.ts'
import { temporaryHome } from './temporary-home.ts'

const times = 100

/** Sends one report many times at once, then once with other content and once as another user. */
async function sendSameId(options: { readonly isIndexRemoved?: boolean } = {}) {
  await using place = await temporaryHome()
  const { home } = place
  if (options.isIndexRemoved) {
    await (await startArenaProcess({ home, port: 0 })).stop()
    await removeUniqueIndex(home)
  }
  const server = await startArenaProcess({ home, port: 0 })
  const report = {
    id: randomUUID(),
    agent: 'python-pro',
    durationInMs: 1000,
    occurredAt: new Date().toISOString(),
  }
  const answers = await Promise.all(Array.from({ length: times }, () => submitReport(report, server)))
  const other = await submitReport({ ...report, durationInMs: 1 }, server)
  const added = await runArena(['member', 'add', 'Grace', '--json'], { home })
  const { key } = JSON.parse(added.output)
  const ofAnotherUser = await submitReport(report, { url: server.url, key })
  await server.stop()
  const { rows } = await readLedgerFile(home)
  return {
    scored: answers.filter((answer) => answer?.status === 'scored').length,
    duplicates: answers.filter((answer) => answer?.status === 'duplicate').length,
    other: other?.status === 'rejected' ? other.code : other?.status,
    ofAnotherUser: ofAnotherUser?.status,
    rows: rows.filter(({ reportId }) => reportId === report.id).length,
  }
}

describe('one report id', () => {
  it(
    'is counted once for each user, however often it is sent at once',
    goal('R4', '1 row for each user'),
    async ({ task }) => {
      const result = await sendSameId()
      task.meta.figure = `${times} at once, then another user: ${result.rows} rows; other content: ${result.other}`
      expect(result).toEqual({
        scored: 1,
        duplicates: times - 1,
        other: 'report-conflict',
        ofAnotherUser: 'scored',
        rows: 2,
      })
    },
  )

  it('is counted more often without the index of report ids', control('R4'), async ({ task }) => {
    const { rows } = await sendSameId({ isIndexRemoved: true })
    task.meta.figure = `${rows} rows without the index`
    expect(rows).toBeGreaterThan(2)
  })
})
