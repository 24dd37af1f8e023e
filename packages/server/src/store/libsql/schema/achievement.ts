import { foreignKey, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { users } from './user.ts'
import { workspaces } from './workspace.ts'

/** When a workspace first met each entry of the catalog. What an entry asks for is data of core. */
export const achievements = sqliteTable(
  'achievements',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: text('id').notNull(),
    firstSeenAtInMs: integer('first_seen_at_in_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
)

/** Who holds what, current with the ledger. */
export const userAchievements = sqliteTable(
  'user_achievements',
  {
    workspaceId: text('workspace_id').notNull(),
    userId: text('user_id').notNull(),
    achievementId: text('achievement_id').notNull(),
    /** The ledger row of the unlock. */
    seq: integer('seq').notNull(),
    unlockedAtInMs: integer('unlocked_at_in_ms').notNull(),
    xp: integer('xp').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId, table.achievementId] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
  ],
)
