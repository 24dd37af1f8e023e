import { join } from 'node:path'
import type { ArenaError } from '@arena/core'
import { type Client, createClient } from '@libsql/client'
import { describe, expect, it } from 'vitest'
import { closeClient } from '../packages/server/src/store/libsql/close-client.ts'
import { createLibsqlStore } from '../packages/server/src/store/libsql/libsql-store.ts'
import { owner, reportCommit } from '../packages/server/test/report-commit.ts'
import { createTemporaryFolder } from '../packages/server/test/temporary-folder.ts'
import { control, goal } from './goal.ts'

const count = "SELECT count(*) FROM xp_events WHERE kind = 'report'"

/** A store that lets a second connection in, and that connection. */
async function openBeside() {
  const folder = createTemporaryFolder()
  const path = join(folder.path, 'arena.db')
  let nowInMs = 0
  const fatal: ArenaError[] = []
  const store = await createLibsqlStore({
    path,
    lockingMode: 'normal',
    clock: () => nowInMs,
    onFatal: (error) => fatal.push(error),
  })
  await store.ensureOwner(owner)
  const intruder = createClient({ url: `file:${path}`, concurrency: 1 })
  return {
    path,
    store,
    fatal,
    advanceClock(byInMs: number) {
      nowInMs += byInMs
    },
    intruder,
    /** Holds the write lock of the file while the work runs. */
    async whileLocked<T>(work: () => Promise<T>): Promise<T> {
      const transaction = await intruder.transaction('write')
      try {
        return await work()
      } finally {
        await transaction.rollback()
      }
    },
    async [Symbol.asyncDispose]() {
      await closeClient(intruder)
      await store.close()
      folder[Symbol.dispose]()
    },
  }
}

async function readCount(client: Client): Promise<unknown> {
  return (await client.execute(count)).rows[0]?.[0]
}

describe('a database that was busy once', () => {
  it('acknowledges nothing that is not on disk, and heals', goal('R5', 'all on disk'), async ({ task }) => {
    await using opened = await openBeside()
    const { store, intruder } = opened
    const commit = reportCommit()
    const refused = opened.whileLocked(() => store.commit([commit]))
    await expect(refused).rejects.toMatchObject({ code: 'store-unavailable', isRetryable: true })
    expect(await readCount(intruder)).toBe(0)

    let acknowledged = 0
    for (const next of [commit, ...Array.from({ length: 99 }, () => reportCommit())]) {
      const [outcome] = await store.commit([next])
      expect(outcome?.status).toBe('committed')
      acknowledged += 1
      expect(await readCount(intruder)).toBe(acknowledged)
    }
    task.meta.figure = `${acknowledged} acknowledged after one SQLITE_BUSY, ${acknowledged} on disk`
    expect(opened.fatal).toEqual([])
  })

  it('is given up when it is busy again within ten seconds', async () => {
    await using opened = await openBeside()
    const fail = () => opened.whileLocked(() => opened.store.commit([reportCommit()])).catch(() => undefined)
    await fail()
    opened.advanceClock(10_000)
    await fail()
    expect(opened.fatal).toEqual([])
    opened.advanceClock(9_999)
    await fail()
    expect(opened.fatal).toMatchObject([{ code: 'store-unavailable' }])
  })

  it(
    'loses what a bare execute acknowledges: the fault that the store guards against is there',
    control('R5'),
    async ({ task }) => {
      await using opened = await openBeside()
      const { path, intruder } = opened
      await opened.store.close()
      await intruder.execute('CREATE TABLE bare (id INTEGER PRIMARY KEY)')
      const bare = createClient({ url: `file:${path}`, concurrency: 1 })
      const insert = 'INSERT INTO bare DEFAULT VALUES'
      await expect(opened.whileLocked(() => bare.execute(insert))).rejects.toMatchObject({
        code: 'SQLITE_BUSY',
      })

      let acknowledged = 0
      for (let index = 0; index < 100; index += 1) acknowledged += (await bare.execute(insert)).rowsAffected
      expect(acknowledged).toBe(100)
      await closeClient(bare)
      const kept = Number((await intruder.execute('SELECT count(*) FROM bare')).rows[0]?.[0])
      task.meta.figure = `${acknowledged - kept} of ${acknowledged} lost by a bare execute`
      expect(kept).toBe(0)
    },
  )
})
