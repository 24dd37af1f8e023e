import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { describe, expect, it } from 'vitest'
import { openWithOwner } from '../test/open-with-owner.ts'
import { owner, reportCommit } from '../test/report-commit.ts'
import { createTemporaryFolder } from '../test/temporary-folder.ts'
import { createLibsqlStore } from './store/libsql/libsql-store.ts'
import type { Store } from './store/store.ts'
import { verifyLedger } from './verify-ledger.ts'

const { workspaceId } = owner

function commitSome(store: Store) {
  const agents = ['python-pro', 'Python-Pro', 'reviewer']
  return store.commit(
    Array.from({ length: 30 }, (_, index) =>
      reportCommit({
        agent: agents[index % 3] ?? 'tester',
        outcome: index % 5 === 0 ? 'failure' : 'success',
        task: { complexity: 'expert' },
        durationInMs: 1000 * index,
        occurredAt: new Date(Date.UTC(2026, 5, 1 + (index % 9))).toISOString(),
        basePoints: 60 * (index % 3),
      }),
    ),
  )
}

async function openStore(path: string): Promise<Store & AsyncDisposable> {
  const store = await createLibsqlStore({ path: join(path, 'arena.db') })
  return { ...store, [Symbol.asyncDispose]: () => store.close() }
}

describe('verifyLedger', () => {
  it('finds no fault in what the store wrote', async () => {
    await using opened = await openWithOwner()
    const { store } = opened
    await commitSome(store)
    await store.advanceProjections(workspaceId, 20)
    const { rows, users, faults } = await verifyLedger(store, workspaceId)
    expect(faults).toEqual([])
    expect(rows).toBeGreaterThan(30)
    expect(users).toBe(1)
  })

  it('finds no fault while reports come in', async () => {
    await using opened = await openWithOwner()
    const { store } = opened
    await commitSome(store)
    const reporting = (async () => {
      for (let round = 0; round < 5; round++) {
        await commitSome(store)
        await store.advanceProjections(workspaceId, 20)
      }
    })()
    expect((await verifyLedger(store, workspaceId)).faults).toEqual([])
    await reporting
    expect((await verifyLedger(store, workspaceId)).faults).toEqual([])
  })

  it.each([
    ['UPDATE user_progress SET xp = xp + 1', /^user user-1: xp is \d+, not \d+$/],
    [
      "UPDATE agent_stats SET successes = 0 WHERE agent_key = 'reviewer'",
      /^agent reviewer of user user-1: successes is 0/,
    ],
    [
      "DELETE FROM agent_stats WHERE agent_key = 'reviewer'",
      /^agent reviewer of user user-1: it is missing$/,
    ],
    ['UPDATE user_days SET last_day = last_day - 1', /^active days of user user-1: /],
    ["DELETE FROM user_achievements WHERE achievement_id = 'first-steps'", /^achievements of user user-1: /],
    ['UPDATE workspaces SET last_seq = last_seq + 1', /its last row is \d+, but the ledger ends at \d+$/],
    ['UPDATE boards SET reports = reports + 1', /on the board of .*: reports is \d+, not \d+$/],
    ['DROP TRIGGER xp_events_refuse_update; UPDATE xp_events SET xp = xp + 1 WHERE seq = 5', /^row \d+: /],
    [
      'DROP TRIGGER xp_events_refuse_delete; DELETE FROM xp_events WHERE seq = 5',
      /^row 5 is missing: row 6 follows 4$/,
    ],
  ])('names what %s breaks', async (statements, fault) => {
    using folder = createTemporaryFolder()
    {
      await using store = await openStore(folder.path)
      await store.ensureOwner(owner)
      await commitSome(store)
      await store.advanceProjections(workspaceId, 1000)
    }
    const client = createClient({ url: `file:${join(folder.path, 'arena.db')}`, concurrency: 1 })
    await client.batch(['PRAGMA foreign_keys = OFF', ...statements.split('; ')], 'write')
    client.close()
    await using store = await openStore(folder.path)
    const { faults } = await verifyLedger(store, workspaceId)
    expect(faults.filter((line) => fault.test(line))).not.toEqual([])
  })
})
