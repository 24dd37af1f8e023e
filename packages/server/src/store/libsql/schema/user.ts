import { integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import type { Role } from '../../directory.ts'
import { workspaces } from './workspace.ts'

/** People and machines that own reports. Ids are opaque; names can change. */
export const users = sqliteTable(
  'users',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: text('id').notNull(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    zone: text('zone').notNull(),
    role: text('role').$type<Role>().notNull().default('member'),
    /** Whether other members may open the profile: stats, agents and achievements. */
    isProfileVisible: integer('is_profile_visible', { mode: 'boolean' }).notNull().default(true),
    /** Whether the user stands on boards of users. */
    isOnBoards: integer('is_on_boards', { mode: 'boolean' }).notNull().default(true),
    removedAtInMs: integer('removed_at_in_ms'),
    createdAtInMs: integer('created_at_in_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    unique('users_name').on(table.workspaceId, table.nameKey),
  ],
)
