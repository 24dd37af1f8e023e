import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLibsqlStore } from '../../packages/server/src/store/libsql/libsql-store.ts'
import { verifyLedger } from '../../packages/server/src/verify-ledger.ts'
import { owner } from '../../packages/server/test/report-commit.ts'
import { createTemporaryFolder } from '../../packages/server/test/temporary-folder.ts'
import { control, goal } from '../goal.ts'
import { seededRandom } from '../random.ts'
import { rounds } from '../rounds.ts'
import { type CutImage, cutPower } from './cut-power.ts'
import { canTrace, type DiskEvent, traceDisk } from './disk-trace.ts'

const commits = 120
const cuts = rounds({ short: 15, long: 500 })
const seed = Math.floor(Math.random() * 2 ** 32)

/** What a database's files were, and what was done to them until the process was killed. */
async function recordWriting(folder: string) {
  const path = join(folder, 'arena.db')
  const store = await createLibsqlStore({ path })
  await store.ensureOwner(owner)
  await store.close()
  const base = new Map([['arena.db', readFileSync(path)]])
  return { base, events: await traceDisk(path, { commits }) }
}

/** Opens what is left of a database. Gives how many acknowledged reports are missing; null when it can't be read. */
async function countLost(folder: string, { files, acknowledgedIds }: CutImage): Promise<number | null> {
  mkdirSync(folder)
  for (const [file, content] of files) writeFileSync(join(folder, file), content)
  const path = join(folder, 'arena.db')
  try {
    const store = await createLibsqlStore({ path })
    try {
      const { workspaceId } = owner
      const rows = await store.readLedger({ workspaceId, afterSeq: 0, limit: 10_000 })
      const ids = new Set(rows.map(({ reportId }) => reportId))
      expect((await verifyLedger(store, workspaceId)).faults).toEqual([])
      return acknowledgedIds.filter((id) => !ids.has(id)).length
    } finally {
      await store.close()
    }
  } catch {
    return null
  }
}

describe.skipIf(!canTrace)('a database whose power is cut', { timeout: 120_000 + 2000 * cuts }, () => {
  const folder = createTemporaryFolder()
  let written: Awaited<ReturnType<typeof recordWriting>>
  beforeAll(async () => {
    written = await recordWriting(folder.path)
  }, 60_000)
  afterAll(() => folder[Symbol.dispose]())

  it('holds every acknowledged report and verifies', goal('R8', '0 lost, all verify'), async ({ task }) => {
    const { base, events } = written
    const count = (kind: DiskEvent['kind']) => events.filter((event) => event.kind === kind).length
    expect([count('acknowledge'), count('sync') > commits]).toEqual([commits, true])
    const random = seededRandom(seed)
    for (let cut = 1; cut <= cuts; cut += 1) {
      const at = Math.floor(random() * (events.length + 1))
      const lost = await countLost(join(folder.path, `cut-${cut}`), cutPower(base, events, { at, random }))
      task.meta.figure = `${cut} cuts among ${events.length} writes and syncs (seed ${seed}): ${lost ?? 'all'} lost`
      expect(lost, `cut at ${at} of seed ${seed}`).toBe(0)
    }
  })

  it('loses reports on a disk that only says that it has synced', control('R8'), async ({ task }) => {
    const { base, events } = written
    const random = seededRandom(seed)
    const tries = 3
    let broken = 0
    for (let cut = 1; cut <= tries; cut += 1) {
      const at = Math.floor(events.length * (0.5 + random() / 2))
      const image = cutPower(base, events, { at, random, isSyncIgnored: true })
      if ((await countLost(join(folder.path, `lie-${cut}`), image)) !== 0) broken += 1
    }
    task.meta.figure = `${broken} of ${tries} cuts lose without syncs`
    expect(broken).toBeGreaterThan(0)
  })
})
