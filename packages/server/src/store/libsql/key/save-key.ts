import type { KeyRecord } from '../../key-record.ts'
import { writeRows } from '../bulk-write.ts'
import type { Connection } from '../connection.ts'
import { apiKeys, keyDirectory } from '../schema/api-key.ts'

/** Adds a key and its entry in the directory. */
export async function saveKey(
  connection: Connection,
  key: KeyRecord & { readonly hash: string },
): Promise<void> {
  const { hash, workspaceId } = key
  await connection.write([...writeRows(apiKeys, [key]), ...writeRows(keyDirectory, [{ hash, workspaceId }])])
}
