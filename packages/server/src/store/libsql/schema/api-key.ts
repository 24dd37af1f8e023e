import { foreignKey, integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import type { Scope } from '../../key-record.ts'
import { users } from './user.ts'
import { workspaces } from './workspace.ts'

/** API keys, known by their SHA-256 alone. */
export const apiKeys = sqliteTable(
  'api_keys',
  {
    workspaceId: text('workspace_id').notNull(),
    id: text('id').notNull(),
    userId: text('user_id').notNull(),
    name: text('name').notNull(),
    scopes: text('scopes', { mode: 'json' }).$type<readonly Scope[]>().notNull(),
    start: text('start').notNull(),
    hash: text('hash').notNull(),
    createdAtInMs: integer('created_at_in_ms').notNull(),
    expiresAtInMs: integer('expires_at_in_ms'),
    revokedAtInMs: integer('revoked_at_in_ms'),
    /** To the minute. */
    lastUsedAtInMs: integer('last_used_at_in_ms'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    unique('api_keys_hash').on(table.workspaceId, table.hash),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
  ],
)

/** Directory table: finds the workspace of a key before anything else is known. */
export const keyDirectory = sqliteTable('key_directory', {
  hash: text('hash').primaryKey(),
  workspaceId: text('workspace_id')
    .notNull()
    .references(() => workspaces.id),
})
