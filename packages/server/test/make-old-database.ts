import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { closeClient } from '../src/store/libsql/close-client.ts'
import { applicationId } from '../src/store/libsql/migrate-schema.ts'

const migrations = join(import.meta.dirname, '../drizzle')

/** An empty database as a server made it that knew only the first migrations, so many as its schema version says. */
export async function makeOldDatabase(path: string, schemaVersion: number): Promise<void> {
  const known = `${path}.migrations`
  cpSync(migrations, known, { recursive: true })
  const journalPath = join(known, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(journalPath, 'utf8'))
  writeFileSync(journalPath, JSON.stringify({ ...journal, entries: journal.entries.slice(0, schemaVersion) }))
  const client = createClient({ url: `file:${path}`, concurrency: 1 })
  await client.execute(`PRAGMA application_id = ${applicationId}`)
  await migrate(drizzle(client), { migrationsFolder: known })
  await client.execute(`PRAGMA user_version = ${schemaVersion}`)
  await closeClient(client)
  rmSync(known, { recursive: true })
}
