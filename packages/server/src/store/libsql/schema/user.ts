import { integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
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
    createdAtInMs: integer('created_at_in_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    unique('users_name').on(table.workspaceId, table.nameKey),
  ],
)
