import { and, asc, eq, sql } from 'drizzle-orm'
import type { KeyRecord } from '../../key-record.ts'
import type { Connection } from '../connection.ts'
import { readQueries, selectRows } from '../query.ts'
import { apiKeys } from '../schema/api-key.ts'

/** The key with this SHA-256, revoked and expired ones too; null when there is none. */
export async function findKey(connection: Connection, hash: string): Promise<KeyRecord | null> {
  const [[row]] = await readQueries(connection, [
    selectRows(apiKeys, {
      where: and(
        sql`${apiKeys.workspaceId} = (SELECT workspace_id FROM key_directory WHERE key_directory.hash = ${hash})`,
        eq(apiKeys.hash, hash),
      ),
    }),
  ])
  return row ? rowToKey(row) : null
}

/** The keys of a workspace, the oldest first. */
export async function listKeys(connection: Connection, workspaceId: string): Promise<KeyRecord[]> {
  const [rows] = await readQueries(connection, [
    selectRows(apiKeys, {
      where: eq(apiKeys.workspaceId, workspaceId),
      orderBy: [asc(apiKeys.createdAtInMs), asc(apiKeys.id)],
    }),
  ])
  return rows.map(rowToKey)
}

function rowToKey({ hash: _, ...key }: typeof apiKeys.$inferSelect): KeyRecord {
  return key
}
