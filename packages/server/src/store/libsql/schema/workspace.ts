import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The tenants. Directory table: the one place that knows a workspace by its id alone. */
export const workspaces = sqliteTable('workspaces', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  zone: text('zone').notNull(),
  epoch: text('epoch').notNull(),
  /** The `seq` of the last ledger row; NOT NULL also guards the commit. */
  lastSeq: integer('last_seq').notNull(),
  maxBasePoints: integer('max_base_points').notNull(),
  maxBonusPoints: integer('max_bonus_points').notNull(),
  createdAtInMs: integer('created_at_in_ms').notNull(),
})
