import { ArenaError } from '@arena/core'
import { describe, expect, it } from 'vitest'
import { createLogger } from './logger.ts'
import type { Publish } from './publish-commits.ts'
import { createRecorder } from './recorder.ts'
import type { Commit, CommitOutcome, ReportCommit } from './store/store.ts'

const outcome: CommitOutcome = { status: 'committed', rows: [] }

/** A store whose commits finish when the test says so. */
function setUp(
  settings: {
    maxQueuedReports?: number
    publish?: Publish
    clock?: () => number
    random?: () => number
  } = {},
) {
  const groups: {
    readonly size: number
    readonly ids: readonly string[]
    finish(): void
    fail(error: Error): void
  }[] = []
  const recorder = createRecorder({
    store: {
      commit: (commits: readonly Commit[]) =>
        new Promise((resolve, reject) => {
          groups.push({
            size: commits.length,
            ids: commits.map((commit) => (commit.kind === 'report' ? commit.report.id : '')),
            finish: () => resolve(commits.map(() => outcome)),
            fail: reject,
          })
        }),
    },
    clock: settings.clock ?? (() => 0),
    random: settings.random ?? (() => 0),
    logger: createLogger({ level: 'silent' }),
    publish: settings.publish ?? ((outcomes) => outcomes.map(() => null)),
    ...(settings.maxQueuedReports && { maxQueuedReports: settings.maxQueuedReports }),
  })
  return { groups, recorder }
}

/** As many turns as the answers of the largest commit take, and one more. */
async function turns(): Promise<void> {
  for (let count = 0; count < 6; count++) await new Promise((resolve) => setImmediate(resolve))
}

describe('createRecorder', () => {
  it('commits at once, and together what came meanwhile', async () => {
    const { groups, recorder } = setUp()
    const first = recorder.record(commitsNamed('a'))
    const others = ['b', 'c', 'd'].map((id) => recorder.record(commitsNamed(id)))
    expect(groups.map(({ ids }) => ids)).toEqual([['a'], ['b']])
    groups[0]?.finish()
    expect(await first).toHaveLength(1)
    await turns()
    expect(groups[2]?.ids).toEqual(['c', 'd'])
    groups[1]?.finish()
    groups[2]?.finish()
    expect((await Promise.all(others)).map((recorded) => recorded.length)).toEqual([1, 1, 1])
  })

  it('commits beside another only what is as large', async () => {
    const { groups, recorder } = setUp()
    const all = [manyCommits(3), manyCommits(2)].map(recorder.record)
    expect(groups.map(({ size }) => size)).toEqual([3])
    all.push(recorder.record(manyCommits(1)))
    expect(groups.map(({ size }) => size)).toEqual([3, 3])
    for (const group of groups) group.finish()
    await Promise.all(all)
  })

  it('puts at most 500 reports into a commit', async () => {
    const { groups, recorder } = setUp()
    const all = recorder.record(manyCommits(600))
    groups[0]?.finish()
    await turns()
    groups[1]?.finish()
    await all
    expect(groups.map(({ size }) => size)).toEqual([500, 100])
  })

  it('cuts what waits into commits of 500', async () => {
    const { groups, recorder } = setUp()
    const all = [manyCommits(1), manyCommits(1), manyCommits(350), manyCommits(350)].map(recorder.record)
    for (let index = 0; index < 4; index++) {
      groups[index]?.finish()
      await turns()
    }
    await Promise.all(all)
    expect(groups.map(({ size }) => size)).toEqual([1, 1, 500, 200])
  })

  it('refuses reports above its limit, and says when to come back', async () => {
    const { groups, recorder } = setUp({ maxQueuedReports: 3 })
    const taken = recorder.record(manyCommits(3))
    expect(recorder.isFull).toBe(true)
    await expect(recorder.record(manyCommits(1))).rejects.toMatchObject({
      code: 'server-busy',
      isRetryable: true,
      retryAfterInMs: 1000,
    })
    groups[0]?.finish()
    await taken
    expect(recorder.isFull).toBe(false)
  })

  it('refuses what would wait longer than a quarter of a second, as fast as its commits are', async () => {
    let nowInMs = 0
    const { groups, recorder } = setUp({ clock: () => nowInMs })
    const commit = async (index: number, durationInMs: number) => {
      nowInMs += durationInMs
      groups[index]?.finish()
      await turns()
    }
    for (let index = 0; index < 40; index++) {
      const taken = recorder.record(manyCommits(200))
      await commit(index, 100) // half a millisecond for each
      await taken
    }
    const taken = [manyCommits(200), manyCommits(100), manyCommits(200)].map(recorder.record)
    expect(() => recorder.requireRoom(1)).toThrow(expect.objectContaining({ code: 'server-busy' }))
    await expect(recorder.record(manyCommits(1))).rejects.toMatchObject({ code: 'server-busy' })
    await commit(40, 100)
    expect(() => recorder.requireRoom(200)).not.toThrow()
    expect(() => recorder.requireRoom(201)).toThrow()
    await commit(41, 100)
    await Promise.all(taken)
  })

  it('takes the time of a commit from the end of the one before it', async () => {
    let nowInMs = 0
    const { groups, recorder } = setUp({ clock: () => nowInMs })
    for (let index = 0; index < 40; index += 2) {
      const taken = [manyCommits(100), manyCommits(100)].map(recorder.record)
      for (const group of groups.slice(index)) {
        nowInMs += 25
        group.finish()
        await turns()
      }
      await Promise.all(taken)
    }
    const taken = recorder.record(manyCommits(100))
    expect(() => recorder.requireRoom(900)).not.toThrow()
    expect(() => recorder.requireRoom(901)).toThrow()
    groups[40]?.finish()
    await taken
  })

  it('lets as many as one commit takes wait however slow commits are, and learns nothing from small ones', async () => {
    let nowInMs = 0
    const { groups, recorder } = setUp({ clock: () => nowInMs })
    for (let index = 0; index < 40; index++) {
      const taken = recorder.record(manyCommits(index < 20 ? 1 : 100))
      nowInMs += 10_000
      groups[index]?.finish()
      await taken
      if (index === 19) expect(() => recorder.requireRoom(1000)).not.toThrow()
    }
    const taken = recorder.record(manyCommits(150))
    expect(() => recorder.requireRoom(350)).not.toThrow()
    expect(() => recorder.requireRoom(351)).toThrow()
    groups[40]?.finish()
    await taken
    expect(() => recorder.requireRoom(1000)).not.toThrow() // nobody waits
  })

  it('spreads those whom it refuses', async () => {
    let random = 0
    const { groups, recorder } = setUp({ maxQueuedReports: 3, random: () => random })
    const taken = recorder.record(manyCommits(3))
    for (const [next, retryAfterInMs] of [
      [0, 1000],
      [0.5, 2000],
      [1, 3000],
    ] as const) {
      random = next
      expect(() => recorder.requireRoom(1)).toThrow(expect.objectContaining({ retryAfterInMs }))
    }
    groups[0]?.finish()
    await taken
  })

  it('gives a failed commit to all of its reports as an error that may pass, and goes on', async () => {
    const { groups, recorder } = setUp()
    const failing = [recorder.record(commitsNamed('a')), recorder.record(commitsNamed('b'))]
    const settled = Promise.allSettled(failing)
    groups[0]?.fail(new Error('disk on fire'))
    await turns()
    groups[1]?.fail(new ArenaError('disk-full', 'The disk is full.'))
    const results = await settled
    expect(results.map((result) => result.status === 'rejected' && result.reason)).toMatchObject([
      { code: 'store-unavailable', isRetryable: true },
      { code: 'disk-full', isRetryable: true },
    ])
    const next = recorder.record(commitsNamed('c'))
    groups[2]?.finish()
    expect(await next).toHaveLength(1)
  })

  it('keeps a report that the store cannot take from hurting those committed with it', async () => {
    const { groups, recorder } = setUp()
    const all = ['first', 'second', 'a', 'bad', 'b'].map((id) => recorder.record(commitsNamed(id)))
    const settled = Promise.allSettled(all)
    for (let index = 0; index < 7; index++) {
      const group = groups[index]
      if (group?.ids.includes('bad')) group.fail(new ArenaError('internal', 'A constraint failed.'))
      else group?.finish()
      await turns()
    }
    expect((await settled).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(groups.map(({ ids }) => ids.join())).toEqual([
      ...['first', 'second', 'a,bad,b', 'a,bad', 'a', 'bad', 'b'],
    ])
  })

  it('answers what is durable even when publishing fails', async () => {
    const { groups, recorder } = setUp({
      publish: () => {
        throw new Error('nobody listens')
      },
    })
    const recording = recorder.record(commitsNamed('a'))
    groups[0]?.finish()
    expect(await recording).toEqual([{ outcome, rank: null }])
  })

  it('drains what it has taken and takes no more', async () => {
    const { groups, recorder } = setUp()
    const taken = recorder.record(commitsNamed('a'))
    const drained = recorder.drain()
    await expect(recorder.record(commitsNamed('b'))).rejects.toMatchObject({ code: 'server-busy' })
    groups[0]?.finish()
    await drained
    expect(await taken).toHaveLength(1)
  })
})

function commitsNamed(...ids: readonly string[]): readonly ReportCommit[] {
  return ids.map((id) => ({
    kind: 'report',
    workspaceId: 'w1',
    userId: 'u1',
    keyId: 'k1',
    receivedAtInMs: 0,
    contentHash: id,
    report: {
      id,
      agent: 'a',
      action: 'task_completion',
      outcome: 'success',
      occurredAt: '2026-11-22T10:00:00Z',
    },
  }))
}

function manyCommits(count: number): readonly ReportCommit[] {
  return commitsNamed(...Array.from({ length: count }, (_, index) => String(index)))
}
