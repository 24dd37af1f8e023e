import {
  foreignKey,
  integer,
  primaryKey,
  sqliteTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'
import { users } from './user.ts'
import { workspaces } from './workspace.ts'

/** Groups of users inside a workspace. */
export const teams = sqliteTable(
  'teams',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: text('id').notNull(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    createdAtInMs: integer('created_at_in_ms').notNull(),
    archivedAtInMs: integer('archived_at_in_ms'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    unique('teams_name').on(table.workspaceId, table.nameKey),
  ],
)

/** Which user is in which team: in one at a time, which gets the credit of his reports. */
export const teamMembers = sqliteTable(
  'team_members',
  {
    workspaceId: text('workspace_id').notNull(),
    teamId: text('team_id').notNull(),
    userId: text('user_id').notNull(),
    joinedAtInMs: integer('joined_at_in_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.teamId, table.userId] }),
    uniqueIndex('team_members_user').on(table.workspaceId, table.userId),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
  ],
)
