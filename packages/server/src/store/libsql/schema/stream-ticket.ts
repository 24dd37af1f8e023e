import { foreignKey, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { users } from './user.ts'

/** Tickets that open one stream in place of a key, known by their SHA-256. */
export const streamTickets = sqliteTable(
  'stream_tickets',
  {
    workspaceId: text('workspace_id').notNull(),
    hash: text('hash').notNull(),
    userId: text('user_id').notNull(),
    keyId: text('key_id').notNull(),
    expiresAtInMs: integer('expires_at_in_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.hash] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
  ],
)
