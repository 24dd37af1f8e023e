import type { Connection } from '../connection.ts'

export interface Revocation {
  readonly workspaceId: string
  readonly keyId: string
  readonly revokedAtInMs: number
}

/** False when there is no such key or it was revoked before. */
export async function revokeKey(
  connection: Connection,
  { workspaceId, keyId, revokedAtInMs }: Revocation,
): Promise<boolean> {
  const [result] = await connection.write([
    {
      sql: `UPDATE api_keys SET revoked_at_in_ms = ?
        WHERE workspace_id = ? AND id = ? AND revoked_at_in_ms IS NULL`,
      args: [revokedAtInMs, workspaceId, keyId],
    },
  ])
  return result.rowsAffected > 0
}
