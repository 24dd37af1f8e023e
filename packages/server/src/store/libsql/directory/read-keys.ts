import { and, asc, eq, sql } from 'drizzle-orm'
import type { HeldKey, KeyRecord } from '../../key-record.ts'
import type { Connection } from '../connection.ts'
import { readQueries, selectRows } from '../query.ts'
import { apiKeys } from '../schema/api-key.ts'
import { teamMembers } from '../schema/team.ts'
import { users } from '../schema/user.ts'

/** The key with this SHA-256, revoked and expired ones too, and its holder; null when there is none. */
export async function findKey(connection: Connection, hash: string): Promise<HeldKey | null> {
  const isKey = and(
    sql`${apiKeys.workspaceId} = (SELECT workspace_id FROM key_directory WHERE key_directory.hash = ${hash})`,
    eq(apiKeys.hash, hash),
  )
  const ofHolder = sql`(SELECT workspace_id, user_id FROM api_keys WHERE ${isKey})`
  const [[key], [holder], [placed]] = await readQueries(connection, [
    selectRows(apiKeys, { where: isKey }),
    selectRows(users, { where: sql`(${users.workspaceId}, ${users.id}) IN ${ofHolder}` }),
    selectRows(teamMembers, {
      where: sql`(${teamMembers.workspaceId}, ${teamMembers.userId}) IN ${ofHolder}`,
    }),
  ])
  return key && holder ? { ...rowToKey(key), role: holder.role, teamId: placed?.teamId ?? null } : null
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
