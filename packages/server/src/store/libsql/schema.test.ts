import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { describe, expect, it } from 'vitest'
import { owner, reportCommit } from '../../../test/report-commit.ts'
import { createTemporaryFolder } from '../../../test/temporary-folder.ts'
import { closeClient } from './close-client.ts'
import { createLibsqlStore } from './libsql-store.ts'
import { applicationId, currentSchemaVersion } from './migrate-schema.ts'

/** Tables that are looked up before a workspace is known, and the migrator's own. */
const directories = ['workspaces', 'key_directory', 'invitation_directory', '__drizzle_migrations']

async function openMade() {
  const folder = createTemporaryFolder()
  const path = join(folder.path, 'arena.db')
  const store = await createLibsqlStore({ path })
  await store.ensureOwner(owner)
  await store.commit([reportCommit()])
  await store.close()
  const client = createClient({ url: `file:${path}`, concurrency: 1 })
  return {
    client,
    async [Symbol.asyncDispose]() {
      await closeClient(client)
      folder[Symbol.dispose]()
    },
  }
}

async function read(client: Client, sql: string): Promise<Record<string, unknown>[]> {
  return (await client.execute(sql)).rows.map((row) => ({ ...row }))
}

async function shardedTables(client: Client): Promise<string[]> {
  const rows = await read(
    client,
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  )
  const names = rows.map(({ name }) => String(name)).filter((name) => !directories.includes(name))
  expect(names.length).toBeGreaterThan(12)
  return names
}

describe('the schema', () => {
  it('puts the workspace first in every primary key', async () => {
    await using made = await openMade()
    for (const table of await shardedTables(made.client)) {
      const key = (await read(made.client, `PRAGMA table_info("${table}")`)).find(({ pk }) => pk === 1)
      expect([table, key?.['name']]).toEqual([table, 'workspace_id'])
    }
  })

  it('puts the workspace first in every index and unique constraint', async () => {
    await using made = await openMade()
    let seen = 0
    for (const table of await shardedTables(made.client)) {
      for (const { name } of await read(made.client, `PRAGMA index_list("${table}")`)) {
        const [first] = await read(made.client, `PRAGMA index_info("${String(name)}")`)
        expect([name, first?.['name']]).toEqual([name, 'workspace_id'])
        seen += 1
      }
    }
    expect(seen).toBeGreaterThan(15)
  })

  it('puts the workspace first in every foreign key', async () => {
    await using made = await openMade()
    let seen = 0
    for (const table of await shardedTables(made.client)) {
      const keys = await read(made.client, `PRAGMA foreign_key_list("${table}")`)
      for (const { from } of keys.filter(({ seq }) => seq === 0)) {
        expect([table, from]).toEqual([table, 'workspace_id'])
        seen += 1
      }
    }
    expect(seen).toBeGreaterThan(10)
  })

  it('keeps the ledger in a rowid table with one row per seq and one per report', async () => {
    await using made = await openMade()
    const [{ sql }] = (await read(made.client, "SELECT sql FROM sqlite_master WHERE name = 'xp_events'")) as [
      { sql: string },
    ]
    expect(sql).toMatch(/PRIMARY KEY\(`workspace_id`, `seq`\)/)
    expect(sql).not.toMatch(/WITHOUT ROWID/i)
    const unique = (await read(made.client, 'PRAGMA index_list("xp_events")')).find(
      ({ name }) => name === 'xp_events_report',
    )
    expect(unique).toMatchObject({ unique: 1, partial: 0 })
    expect(
      (await read(made.client, 'PRAGMA index_info("xp_events_report")')).map(({ name }) => name),
    ).toEqual(['workspace_id', 'user_id', 'report_id'])
  })

  it('compares by code unit and partitions nothing', async () => {
    await using made = await openMade()
    for (const { sql } of await read(made.client, 'SELECT sql FROM sqlite_master WHERE sql IS NOT NULL')) {
      expect(sql).not.toMatch(/COLLATE|NOCASE|lower\(|LIKE/i)
    }
  })

  it('keeps instants and XP as integers', async () => {
    await using made = await openMade()
    let seen = 0
    for (const table of await shardedTables(made.client)) {
      for (const { name, type } of await read(made.client, `PRAGMA table_info("${table}")`)) {
        if (!/(_at_in_ms|^xp|_xp|_points|_day|^day|seq)$/.test(String(name))) continue
        expect([table, name, String(type).toLowerCase()]).toEqual([table, name, 'integer'])
        seen += 1
      }
    }
    expect(seen).toBeGreaterThan(20)
  })

  it.each(['UPDATE xp_events SET xp = 1000', 'DELETE FROM xp_events', 'UPDATE xp_events SET seq = seq + 10'])(
    'refuses %s',
    async (statement) => {
      await using made = await openMade()
      await expect(made.client.batch([statement], 'write')).rejects.toThrow('the ledger is append-only')
    },
  )

  it('says whose it is and how new', async () => {
    await using made = await openMade()
    expect(await read(made.client, 'PRAGMA application_id')).toEqual([{ application_id: applicationId }])
    expect(await read(made.client, 'PRAGMA user_version')).toEqual([{ user_version: currentSchemaVersion() }])
  })
})
