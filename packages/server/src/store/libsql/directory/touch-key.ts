import type { Directory } from '../../directory.ts'
import type { Connection } from '../connection.ts'

/** Notes that a key was used. */
export async function touchKey(
  connection: Connection,
  { workspaceId, keyId, usedAtInMs }: Parameters<Directory['touchKey']>[0],
): Promise<void> {
  await connection.write([
    {
      sql: 'UPDATE api_keys SET last_used_at_in_ms = ? WHERE workspace_id = ? AND id = ?',
      args: [usedAtInMs, workspaceId, keyId],
    },
  ])
}
