import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** The boards of one subject in one scope, which differ in their period alone: a short key for the rows of `boards`. */
export const boardSeries = sqliteTable(
  'board_series',
  {
    workspaceId: text('workspace_id').notNull(),
    id: integer('id').notNull(),
    scope: text('scope').notNull(),
    scopeId: text('scope_id').notNull(),
    subject: text('subject').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('board_series_address').on(table.workspaceId, table.scope, table.scopeId, table.subject),
  ],
)

/**
 * Leaderboards of every scope and period. Behind the ledger, and made from it alone. The migration makes it a table
 * WITHOUT ROWID, with `xp` falling, so that a page of a board is one piece of it.
 */
export const boards = sqliteTable(
  'boards',
  {
    workspaceId: text('workspace_id').notNull(),
    seriesId: integer('series_id').notNull(),
    /** Window and first day, from `periodCode`. */
    period: integer('period').notNull(),
    xp: integer('xp').notNull(),
    reachedSeq: integer('reached_seq').notNull(),
    subjectId: text('subject_id').notNull(),
    /** Of agents, as first spelled on this board; empty for others, whose names can change. */
    name: text('name').notNull(),
    reports: integer('reports').notNull(),
    successes: integer('successes').notNull(),
    failures: integer('failures').notNull(),
    timedSuccesses: integer('timed_successes').notNull(),
    timedSuccessesInMs: integer('timed_successes_in_ms').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.workspaceId, table.seriesId, table.period, table.xp, table.reachedSeq, table.subjectId],
    }),
    uniqueIndex('boards_subject').on(table.workspaceId, table.seriesId, table.period, table.subjectId),
  ],
)
