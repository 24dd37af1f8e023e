import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeClient } from '../packages/server/src/store/libsql/close-client.ts'
import { createLibsqlStore } from '../packages/server/src/store/libsql/libsql-store.ts'
import { currentSchemaVersion } from '../packages/server/src/store/libsql/migrate-schema.ts'
import { openClient } from '../packages/server/src/store/libsql/open-client.ts'
import { makeOldDatabase } from '../packages/server/test/make-old-database.ts'
import { owner, reportCommit } from '../packages/server/test/report-commit.ts'
import { createTemporaryFolder } from '../packages/server/test/temporary-folder.ts'
import { fillOldDatabase } from './fill-old-database.ts'
import { control, goal } from './goal.ts'
import {
  migrateLoosely,
  openAndVerify,
  readSchema,
  startMigration,
  timeMigration,
  timeRefusal,
} from './migration-kill.ts'
import { seededRandom } from './random.ts'
import { rounds } from './rounds.ts'

const oldVersions = Array.from({ length: currentSchemaVersion() - 1 }, (_, index) => index + 1)
/** Of each older version. */
const kills = rounds({ short: 2, long: 100 })
const commits = 400
const longestRefusalInMs = 1000
const seed = Math.floor(Math.random() * 2 ** 32)

describe('a server killed while it migrates', { timeout: 60_000 + 5000 * kills * oldVersions.length }, () => {
  const folder = createTemporaryFolder()
  const present = join(folder.path, 'present.db')
  const oldPath = (version: number) => join(folder.path, `version-${version}.db`)
  const copyOf = (version: number, name: string) => {
    const path = join(folder.path, `${name}-${version}.db`)
    copyFileSync(oldPath(version), path)
    return path
  }
  let rows = 0
  beforeAll(async () => {
    const store = await createLibsqlStore({ path: present })
    await store.ensureOwner(owner)
    for (let made = 0; made < commits; made += 200) {
      const group = Array.from({ length: 200 }, (_, n) => reportCommit({ agent: `agent-${n % 20}` }))
      await store.commit(group)
    }
    await store.close()
    rows = (await openAndVerify(present)).rows
    for (const version of oldVersions) {
      await makeOldDatabase(oldPath(version), version)
      await fillOldDatabase(oldPath(version), present)
    }
  }, 60_000)
  afterAll(() => folder[Symbol.dispose]())

  it('leaves one whole schema, old or new, and goes on to the new one with every figure', {
    ...goal('R12', 'all verify'),
  }, async ({ task }) => {
    const random = seededRandom(seed)
    const whole = await readSchema(present)
    let killed = 0
    let atOld = 0
    let finished = 0
    for (const version of oldVersions) {
      const old = await readSchema(oldPath(version))
      const durationInMs = await timeMigration(copyOf(version, 'timed'))
      for (let kill = 1; kill <= kills; kill += 1) {
        const path = copyOf(version, `killed-${kill}`)
        const migration = await startMigration(path)
        const { isDone } = await migration.killAfter(random() * 1.5 * durationInMs)
        const left = await readSchema(path)
        expect([old, whole], `version ${version}, seed ${seed}`).toContain(left)
        expect(await openAndVerify(path)).toEqual({ rows, faults: [] })
        expect(await readSchema(path)).toBe(whole)
        killed += 1
        if (isDone) finished += 1
        if (left === old) atOld += 1
        task.meta.figure = `${killed} kills from ${version} versions (seed ${seed}), ${atOld} left the old schema, ${finished} were late: all verify`
      }
    }
    expect(finished).toBeLessThan(killed)
  })

  it('lets no second server in', goal('R12', '< 1000 ms'), async ({ task }) => {
    const path = copyOf(1, 'held')
    const migration = await startMigration(path)
    await migration.done
    const refusedAfterInMs = await timeRefusal(path)
    await migration.killAfter(0)
    task.meta.figure = `refused after ${Math.round(refusedAfterInMs)} ms`
    expect(refusedAfterInMs).toBeLessThan(longestRefusalInMs)
  })

  it('leaves a broken one where migrations are no transaction', control('R12'), async ({ task }) => {
    const random = seededRandom(seed)
    let broken = 0
    for (const version of oldVersions) {
      const path = copyOf(version, 'loose')
      await migrateLoosely(path, version, random())
      const isWhole = await openAndVerify(path).then(
        () => true,
        () => false,
      )
      if (!isWhole) broken += 1
    }
    task.meta.figure = `${broken} of ${oldVersions.length} stopped between statements don't open any more`
    expect(broken).toBeGreaterThan(0)
  })

  it('lets a second server in where the lock is not kept', control('R12'), async ({ task }) => {
    const path = copyOf(1, 'shared')
    const client = await openClient({ path, lockingMode: 'normal' })
    await expect(timeRefusal(path)).rejects.toThrow('it was let in')
    await closeClient(client)
    task.meta.figure = 'without the exclusive lock a second server is let in'
  })
})
