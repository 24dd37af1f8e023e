import { join } from 'node:path'
import { achievementCatalog, rulesV1 } from '@arena/core'
import { describe, expect, it } from 'vitest'
import { owner, reportCommit } from '../../../../test/report-commit.ts'
import { createTemporaryFolder } from '../../../../test/temporary-folder.ts'
import type { Commit } from '../../store.ts'
import { ensureOwner } from '../ensure-owner.ts'
import { openDatabase } from '../open-database.ts'
import { createRecentRows } from '../projection/recent-rows.ts'
import { readLedger } from '../read/read-ledger.ts'
import { readProjections } from '../read/read-projections.ts'
import { commitReports } from './commit-reports.ts'
import { createHeldState } from './held-state.ts'

const catalog = achievementCatalog
const contextOf = (entries: typeof catalog) => ({
  rules: rulesV1,
  catalog: entries,
  acknowledgedSeqs: new Map(),
  held: createHeldState(),
  recentRows: createRecentRows(),
})
const grant: Commit = {
  kind: 'grant',
  workspaceId: owner.workspaceId,
  userId: owner.userId,
  receivedAtInMs: Date.UTC(2026, 6, 1, 23),
}

async function openMade() {
  const folder = createTemporaryFolder()
  const connection = await openDatabase({
    path: join(folder.path, 'arena.db'),
    lockingMode: 'exclusive',
    onFatal: () => undefined,
    clock: () => 0,
  })
  await ensureOwner(connection, owner)
  return {
    connection,
    async [Symbol.asyncDispose]() {
      await connection.close()
      folder[Symbol.dispose]()
    },
  }
}

describe('commitReports', () => {
  it('grants an entry added later quietly, on the day of the grant, and once', async () => {
    await using made = await openMade()
    await commitReports(made.connection, [reportCommit()], contextOf([]))
    const [granted] = await commitReports(made.connection, [grant], contextOf(catalog))
    const july2InBerlin = Date.UTC(2026, 6, 2) / 86_400_000
    expect(granted).toMatchObject({
      status: 'committed',
      rows: [
        {
          seq: 2,
          kind: 'achievement',
          isQuiet: true,
          agentKey: null,
          refSeq: null,
          keyId: null,
          day: july2InBerlin,
          occurredAtInMs: grant.receivedAtInMs,
        },
      ],
    })
    const held = await readProjections(made.connection, owner)
    expect(held?.unlocked).toHaveLength(1)
    expect(held?.progress.xp).toBe(60)
    expect(await commitReports(made.connection, [grant], contextOf(catalog))).toEqual([
      { status: 'committed', rows: [] },
    ])
  })

  it("holds points to the workspace's limits", async () => {
    await using made = await openMade()
    await made.connection.write(['UPDATE workspaces SET max_base_points = 30'])
    const [outcome] = await commitReports(made.connection, [reportCommit({ basePoints: 100 })], contextOf([]))
    expect(outcome).toMatchObject({ rows: [{ xp: 30 }] })
  })

  it('keeps nothing when another writer was there meanwhile', async () => {
    await using made = await openMade()
    const { connection } = made
    const interrupted = {
      ...connection,
      write: async (statements: Parameters<typeof connection.write>[0]) => {
        await connection.write(['UPDATE workspaces SET last_seq = 7'])
        return connection.write(statements)
      },
    } as typeof connection
    const commits = [reportCommit()]
    await expect(commitReports(interrupted, commits, contextOf(catalog))).rejects.toMatchObject({
      isRetryable: true,
    })
    const slice = { workspaceId: owner.workspaceId, afterSeq: 0, limit: 10 }
    expect(await readLedger(connection, slice)).toEqual([])
    expect((await readProjections(connection, owner))?.agents).toEqual([])
  })

  it('refuses to go on when rows that it acknowledged are gone', async () => {
    await using made = await openMade()
    const context = contextOf(catalog)
    await commitReports(made.connection, [reportCommit()], context)
    await made.connection.write(['UPDATE workspaces SET last_seq = 0'])
    await expect(commitReports(made.connection, [reportCommit()], context)).rejects.toMatchObject({
      code: 'database-corrupt',
    })
  })
})
