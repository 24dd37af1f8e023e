import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { workspaces } from './workspace.ts'

/** What reports were about, as they named it; made by the first report that does. */
export const projects = sqliteTable(
  'projects',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    createdAtInMs: integer('created_at_in_ms').notNull(),
    archivedAtInMs: integer('archived_at_in_ms'),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.name] })],
)
