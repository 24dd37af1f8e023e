import { ArenaError, type ReportAnswer, type ReportInput } from '@arena/core'
import { describe, expect, it } from 'vitest'
import { submitInBatches } from './submit-in-batches.ts'

function createReports(count: number): ReportInput[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    agent: 'python-pro',
    occurredAt: '2026-11-22T12:00:00Z',
  }))
}

/** Answers every report with a rejection, unless there are failures left to throw. */
function createServer(failures: unknown[]) {
  const batches: (readonly ReportInput[])[] = []
  const submit = async (reports: readonly ReportInput[]): Promise<ReportAnswer[]> => {
    batches.push(reports)
    const failure = failures.shift()
    if (failure !== undefined) throw failure
    return reports.map(({ id }) => ({
      status: 'rejected',
      id,
      code: 'invalid-report',
      message: 'no',
      issues: [],
    }))
  }
  return { submit, batches }
}

async function collect(reports: readonly ReportInput[], failures: unknown[] = []) {
  const server = createServer(failures)
  const waits: number[] = []
  const wait = async (durationInMs: number) => void waits.push(durationInMs)
  const answers: ReportAnswer[] = []
  const collecting = (async () => {
    for await (const batch of submitInBatches(reports, { submit: server.submit, wait, random: () => 1 })) {
      answers.push(...batch)
    }
  })()
  const error = await collecting.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return { answers, waits, error, batches: server.batches }
}

describe('submitInBatches', () => {
  it('sends arrays of 100 in order', async () => {
    const reports = createReports(230)
    const { answers, batches } = await collect(reports)
    expect(batches.map(({ length }) => length)).toEqual([100, 100, 30])
    expect(answers.map(({ id }) => id)).toEqual(reports.map(({ id }) => id))
  })

  it('sends nothing when there is nothing', async () => {
    expect((await collect([])).batches).toEqual([])
  })

  it('sends the same batch again after a failure that may pass', async () => {
    const busy = new ArenaError('server-busy', 'busy')
    const { answers, batches, waits } = await collect(createReports(2), [busy, busy])
    expect(answers).toHaveLength(2)
    expect(batches).toHaveLength(3)
    expect(new Set(batches.map((batch) => JSON.stringify(batch))).size).toBe(1)
    expect(waits).toEqual([250, 500])
  })

  it('waits as long as the server asks', async () => {
    const { waits } = await collect(createReports(1), [
      new ArenaError('server-busy', 'busy', { retryAfterInMs: 7000 }),
    ])
    expect(waits).toEqual([7000])
  })

  it('gives up at once on an error that stays', async () => {
    const error = new ArenaError('invalid-key', 'no')
    const result = await collect(createReports(1), [error])
    expect(result.error).toBe(error)
    expect(result.waits).toEqual([])
  })

  it('gives up after eight attempts', async () => {
    const error = new ArenaError('unreachable', 'gone')
    const result = await collect(
      createReports(1),
      Array.from({ length: 20 }, () => error),
    )
    expect(result.error).toBe(error)
    expect(result.batches).toHaveLength(8)
  })
})
