import { desc } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Leaderboards of every scope and period. Behind the ledger, and made from it alone. */
export const boards = sqliteTable(
  'boards',
  {
    workspaceId: text('workspace_id').notNull(),
    scope: text('scope').notNull(),
    scopeId: text('scope_id').notNull(),
    subject: text('subject').notNull(),
    window: text('window').notNull(),
    periodStart: integer('period_start').notNull(),
    subjectId: text('subject_id').notNull(),
    /** Of agents, as first spelled on this board; empty for users, whose names can change. */
    name: text('name').notNull(),
    xp: integer('xp').notNull(),
    reports: integer('reports').notNull(),
    successes: integer('successes').notNull(),
    failures: integer('failures').notNull(),
    reachedSeq: integer('reached_seq').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [
        table.workspaceId,
        table.scope,
        table.scopeId,
        table.subject,
        table.window,
        table.periodStart,
        table.subjectId,
      ],
    }),
    index('boards_by_xp').on(
      table.workspaceId,
      table.scope,
      table.scopeId,
      table.subject,
      table.window,
      table.periodStart,
      desc(table.xp),
      table.reachedSeq,
    ),
  ],
)
