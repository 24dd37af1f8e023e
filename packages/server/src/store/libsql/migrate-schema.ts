import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Client } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import { migrate } from 'drizzle-orm/libsql/migrator'

/** `PRAGMA application_id` of every Arena database: the letters "Aren". */
export const applicationId = 0x4172656e

/** Brings a database to the present schema, in one transaction, and marks it as Arena's. */
export async function migrateSchema(client: Client): Promise<void> {
  await client.batch([`PRAGMA application_id = ${applicationId}`], 'write')
  await migrate(drizzle(client), { migrationsFolder: migrationsFolder() })
  await client.batch([`PRAGMA user_version = ${currentSchemaVersion()}`], 'write')
}

/** The number of migrations that this program knows; a database counts its own in `PRAGMA user_version`. */
export function currentSchemaVersion(): number {
  return knownMigrations().length
}

/** When the newest migration that this program knows was made, as databases note it of each that they had. */
export function newestMigrationAtInMs(): number {
  return Math.max(...knownMigrations().map(({ when }) => when))
}

function knownMigrations(): readonly { readonly when: number }[] {
  const journal: unknown = JSON.parse(readFileSync(join(migrationsFolder(), journalPath), 'utf8'))
  return (journal as { readonly entries: readonly { readonly when: number }[] }).entries
}

const journalPath = 'meta/_journal.json'

/** Upwards from here, since source and build lie at different depths of the package. */
function migrationsFolder(from: string = dirname(fileURLToPath(import.meta.url))): string {
  const folder = join(from, 'drizzle')
  if (existsSync(join(folder, journalPath))) return folder
  if (dirname(from) === from) throw new Error('The migrations of the database are missing.')
  return migrationsFolder(dirname(from))
}
