import { join } from 'node:path'
import { achievementCatalog, rulesV1 } from '@arena/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { owner, reportCommit } from '../../../../test/report-commit.ts'
import { createTemporaryFolder } from '../../../../test/temporary-folder.ts'
import type { Connection } from '../connection.ts'
import { ensureOwner } from '../ensure-owner.ts'
import { openDatabase } from '../open-database.ts'
import { createRecentRows } from '../projection/recent-rows.ts'
import { readLedger } from '../read/read-ledger.ts'
import { readProjections } from '../read/read-projections.ts'
import { commitReports } from './commit-reports.ts'
import { createHeldState, type HeldState } from './held-state.ts'

async function openMade(held: () => HeldState) {
  const folder = createTemporaryFolder()
  const options = { lockingMode: 'exclusive', onFatal: () => undefined, clock: () => 0 } as const
  const opened = await openDatabase({ path: join(folder.path, 'arena.db'), ...options })
  await ensureOwner(opened, owner)
  const reads: string[] = []
  const connection: Connection = {
    ...opened,
    read(statements) {
      reads.push(
        ...statements.map((statement) => (typeof statement === 'string' ? statement : statement.sql)),
      )
      return opened.read(statements)
    },
  }
  const context = {
    rules: rulesV1,
    catalog: achievementCatalog,
    acknowledgedSeqs: new Map(),
    recentRows: createRecentRows(),
  }
  return {
    connection: opened,
    reads,
    commit: (commits: Parameters<typeof commitReports>[1]) =>
      commitReports(connection, commits, { ...context, held: held() }),
    async kept() {
      const slice = { workspaceId: owner.workspaceId, afterSeq: 0, limit: 1000 }
      return { ledger: await readLedger(opened, slice), standing: await readProjections(opened, owner) }
    },
    async [Symbol.asyncDispose]() {
      await opened.close()
      folder[Symbol.dispose]()
    },
  }
}

it('loads a user and his agent once', async () => {
  const held = createHeldState()
  await using made = await openMade(() => held)
  await made.commit([reportCommit()])
  expect(made.reads.length).toBeGreaterThan(2)
  made.reads.length = 0
  await made.commit([reportCommit()])
  expect(made.reads).toEqual([expect.stringContaining('from "workspaces"')])
})

it('loads users again when the ledger moved without them, and when they are more than it holds', async () => {
  const held = createHeldState()
  await using made = await openMade(() => held)
  await made.commit([reportCommit()])
  await made.connection.write(['UPDATE workspaces SET last_seq = last_seq + 1'])
  made.reads.length = 0
  await made.commit([reportCommit()])
  expect(made.reads.length).toBeGreaterThan(2)

  const small = createHeldState({ maxNames: 1 })
  await using crowded = await openMade(() => small)
  await crowded.commit([reportCommit()])
  crowded.reads.length = 0
  await crowded.commit([reportCommit()])
  expect(crowded.reads.length).toBeGreaterThan(2)
})

it('forgets users whose commit was not kept', async () => {
  const held = createHeldState()
  await using made = await openMade(() => held)
  await made.commit([reportCommit()])
  const twice = reportCommit()
  await made.commit([twice])
  await made.connection.write([
    "CREATE TRIGGER full BEFORE INSERT ON xp_events BEGIN SELECT RAISE(FAIL, 'full'); END",
  ])
  await expect(made.commit([reportCommit({ agent: 'lost' })])).rejects.toThrow()
  await made.connection.write(['DROP TRIGGER full'])
  expect(await made.commit([twice])).toMatchObject([{ status: 'duplicate' }])
  await made.commit([reportCommit()])
  expect((await made.kept()).standing?.agents).toMatchObject([{ progress: { xp: 30 } }])
})

const reports = fc.record({
  agent: fc.constantFrom('ada', 'Ada', 'bea', 'cyd', 'dee'),
  day: fc.integer({ min: 1, max: 28 }),
  outcome: fc.constantFrom('success', 'failure', 'cancelled'),
  project: fc.constantFrom('atlas', 'hermes', 'juno'),
} as const)

it('makes the ledger and the standing that loading each time makes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(reports, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
      async (groups) => {
        const held = createHeldState({ maxNames: 4 })
        await using one = await openMade(() => held)
        await using other = await openMade(() => createHeldState())
        for (const group of groups) {
          const commits = group.map(({ day, ...stated }) =>
            reportCommit({ ...stated, occurredAt: new Date(Date.UTC(2026, 5, day, 12)).toISOString() }),
          )
          await one.commit(commits)
          await other.commit(commits)
        }
        expect(await one.kept()).toEqual(await other.kept())
      },
    ),
    { numRuns: 15 },
  )
})
