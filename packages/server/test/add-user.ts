import { join } from 'node:path'
import { createClient } from '@libsql/client'

/** Adds a user to a database that no store has open, in the time zone of the owner. */
export async function addUser(
  folder: string,
  {
    workspaceId,
    userId,
    name,
  }: { readonly workspaceId: string; readonly userId: string; readonly name: string },
): Promise<void> {
  const client = createClient({ url: `file:${join(folder, 'arena.db')}`, concurrency: 1 })
  await client.batch(
    [
      {
        sql: `INSERT INTO users (workspace_id, id, name, name_key, zone, created_at_in_ms)
          SELECT id, ?, ?, ?, zone, created_at_in_ms + 1 FROM workspaces WHERE id = ?`,
        args: [userId, name, name.toLowerCase(), workspaceId],
      },
    ],
    'write',
  )
  client.close()
}
