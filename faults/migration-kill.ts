import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { ArenaError } from '@arena/core'
import { createClient } from '@libsql/client'
import { closeClient, releaseClient } from '../packages/server/src/store/libsql/close-client.ts'
import { createLibsqlStore } from '../packages/server/src/store/libsql/libsql-store.ts'
import { migrateSchema } from '../packages/server/src/store/libsql/migrate-schema.ts'
import { openClient } from '../packages/server/src/store/libsql/open-client.ts'
import { verifyLedger } from '../packages/server/src/verify-ledger.ts'
import { owner } from '../packages/server/test/report-commit.ts'

const typescript = new URL('../scripts/typescript.mjs', import.meta.url).href
const program = fileURLToPath(new URL('./migrating-process.ts', import.meta.url))
const migrations = fileURLToPath(new URL('../packages/server/drizzle', import.meta.url))

/** A process that has just begun to migrate a database. */
export async function startMigration(path: string) {
  const args = ['--conditions=@arena/source', '--import', typescript, program, path]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  const ended = once(child, 'close')
  await once(lines, 'line')
  let isDone = false
  const done = once(lines, 'line').then(() => {
    isDone = true
  })
  return {
    done,
    async killAfter(delayInMs: number): Promise<{ readonly isDone: boolean }> {
      await wait(delayInMs)
      child.kill('SIGKILL')
      await ended
      return { isDone }
    },
  }
}

/** How long a migration takes here, which is about as long as elsewhere. */
export async function timeMigration(path: string): Promise<number> {
  const client = await openClient({ path, lockingMode: 'exclusive' })
  const startedAtInMs = performance.now()
  await migrateSchema(client)
  const durationInMs = performance.now() - startedAtInMs
  await releaseClient(client)
  return durationInMs
}

/** All of a database's schema as one text. Leaves the database as it is. */
export async function readSchema(path: string): Promise<string> {
  const copy = `${path}.seen`
  copyFileSync(path, copy)
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`)
  const client = createClient({ url: `file:${copy}`, concurrency: 1 })
  const { rows } = await client.execute('SELECT name, sql FROM sqlite_master ORDER BY name')
  await closeClient(client)
  return rows.map(({ name, sql }) => `${name}: ${sql}`).join('\n')
}

/** How many rows the ledger has and what is wrong with the figures made of it, after a server has opened the file. */
export async function openAndVerify(path: string) {
  const store = await createLibsqlStore({ path })
  try {
    while (!(await store.advanceProjections(owner.workspaceId, 4000)).isCurrent);
    const { rows, faults } = await verifyLedger(store, owner.workspaceId)
    return { rows, faults }
  } finally {
    await store.close()
  }
}

/** How long it takes until a second server is told that the database is in use. */
export async function timeRefusal(path: string): Promise<number> {
  const startedAtInMs = performance.now()
  const error = await createLibsqlStore({ path }).then(
    (store) => store.close(),
    (thrown: unknown) => thrown,
  )
  if (!ArenaError.is(error) || error.code !== 'database-in-use') throw new Error('it was let in')
  return performance.now() - startedAtInMs
}

/** Migrates statement by statement without a transaction, and stops in the midst, as one killed there would. */
export async function migrateLoosely(path: string, from: number, share: number): Promise<void> {
  const { entries } = JSON.parse(readFileSync(join(migrations, 'meta/_journal.json'), 'utf8'))
  const statements = entries
    .slice(from)
    .flatMap(({ tag }: { tag: string }) =>
      readFileSync(join(migrations, `${tag}.sql`), 'utf8').split('--> statement-breakpoint'),
    )
  const client = createClient({ url: `file:${path}`, concurrency: 1 })
  for (const statement of statements.slice(0, Math.ceil(share * (statements.length - 1)))) {
    await client.execute(statement)
  }
  await closeClient(client)
}
