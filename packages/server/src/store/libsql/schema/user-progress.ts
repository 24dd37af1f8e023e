import { foreignKey, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { countColumns } from './count-columns.ts'
import { users } from './user.ts'

/** Progress of each user, current with the ledger. */
export const userProgress = sqliteTable(
  'user_progress',
  {
    workspaceId: text('workspace_id').notNull(),
    userId: text('user_id').notNull(),
    ...countColumns(),
    xp: integer('xp').notNull(),
    level: integer('level').notNull(),
    highestLevel: integer('highest_level').notNull(),
    agentsUsed: integer('agents_used').notNull(),
    agentsAtLevel2: integer('agents_at_level_2').notNull(),
    agentsAtLevel5: integer('agents_at_level_5').notNull(),
    successRun: integer('success_run').notNull(),
    longestSuccessRun: integer('longest_success_run').notNull(),
    longestStreakDays: integer('longest_streak_days').notNull(),
    achievements: integer('achievements').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
  ],
)

/** Active days of each user as runs without a gap, both ends included, in day numbers. */
export const userDays = sqliteTable(
  'user_days',
  {
    workspaceId: text('workspace_id').notNull(),
    userId: text('user_id').notNull(),
    firstDay: integer('first_day').notNull(),
    lastDay: integer('last_day').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId, table.firstDay] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
  ],
)
