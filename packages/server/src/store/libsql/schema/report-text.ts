import type { ReportTexts } from '@arena/core'
import { foreignKey, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { users } from './user.ts'

/** Free texts of reports, apart from the ledger so that they can be erased. */
export const reportTexts = sqliteTable(
  'report_texts',
  {
    workspaceId: text('workspace_id').notNull(),
    userId: text('user_id').notNull(),
    reportId: text('report_id').notNull(),
    texts: text('texts', { mode: 'json' }).$type<ReportTexts>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId, table.reportId] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
  ],
)
