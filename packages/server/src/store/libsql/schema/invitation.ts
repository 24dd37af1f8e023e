import { foreignKey, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Role } from '../../directory.ts'
import type { Scope } from '../../key-record.ts'
import { users } from './user.ts'
import { workspaces } from './workspace.ts'

/** Invitations into a workspace, known by the SHA-256 of their one-time code. */
export const invitations = sqliteTable(
  'invitations',
  {
    workspaceId: text('workspace_id').notNull(),
    id: text('id').notNull(),
    hash: text('hash').notNull(),
    role: text('role').$type<Role>().notNull(),
    /** Of the key that the new member gets. */
    scopes: text('scopes', { mode: 'json' }).$type<readonly Scope[]>().notNull(),
    teamId: text('team_id'),
    invitedBy: text('invited_by').notNull(),
    createdAtInMs: integer('created_at_in_ms').notNull(),
    expiresAtInMs: integer('expires_at_in_ms').notNull(),
    usedAtInMs: integer('used_at_in_ms'),
    revokedAtInMs: integer('revoked_at_in_ms'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({
      columns: [table.workspaceId, table.invitedBy],
      foreignColumns: [users.workspaceId, users.id],
    }),
  ],
)

/** Directory table: finds the workspace of an invitation by its code. */
export const invitationDirectory = sqliteTable('invitation_directory', {
  hash: text('hash').primaryKey(),
  workspaceId: text('workspace_id')
    .notNull()
    .references(() => workspaces.id),
  invitationId: text('invitation_id').notNull(),
})
