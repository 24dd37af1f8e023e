import type { Directory, StreamTicket } from '../../directory.ts'
import { writeRows } from '../bulk-write.ts'
import type { Connection } from '../connection.ts'
import { streamTickets } from '../schema/stream-ticket.ts'

/** Adds a ticket, and clears away those of the workspace that nobody took in time. */
export async function saveTicket(
  connection: Connection,
  { nowInMs, ...ticket }: Parameters<Directory['saveTicket']>[0],
): Promise<void> {
  await connection.write([
    {
      sql: 'DELETE FROM stream_tickets WHERE workspace_id = ? AND expires_at_in_ms <= ?',
      args: [ticket.workspaceId, nowInMs],
    },
    ...writeRows(streamTickets, [ticket]),
  ])
}

/** Takes a ticket out; null when there is none that is still good. */
export async function takeTicket(
  connection: Connection,
  { workspaceId, hash, nowInMs }: Parameters<Directory['takeTicket']>[0],
): Promise<StreamTicket | null> {
  const [{ rows }] = await connection.write([
    {
      sql: `DELETE FROM stream_tickets WHERE workspace_id = ? AND hash = ?
        RETURNING user_id, key_id, expires_at_in_ms`,
      args: [workspaceId, hash],
    },
  ])
  const [row] = rows
  if (!row || Number(row['expires_at_in_ms']) <= nowInMs) return null
  return { workspaceId, userId: String(row['user_id']), keyId: String(row['key_id']) }
}
