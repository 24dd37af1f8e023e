import { foreignKey, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { countColumns } from './count-columns.ts'
import { users } from './user.ts'

/** The agents of a user, known by their lower-cased key. */
export const agents = sqliteTable(
  'agents',
  {
    workspaceId: text('workspace_id').notNull(),
    userId: text('user_id').notNull(),
    key: text('key').notNull(),
    /** As first spelled. */
    name: text('name').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId, table.key] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
  ],
)

/** Progress of each agent, current with the ledger. */
export const agentStats = sqliteTable(
  'agent_stats',
  {
    workspaceId: text('workspace_id').notNull(),
    userId: text('user_id').notNull(),
    agentKey: text('agent_key').notNull(),
    ...countColumns(),
    xp: integer('xp').notNull(),
    level: integer('level').notNull(),
    highestLevel: integer('highest_level').notNull(),
    firstAtInMs: integer('first_at_in_ms').notNull(),
    lastAtInMs: integer('last_at_in_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId, table.agentKey] }),
    foreignKey({
      columns: [table.workspaceId, table.userId, table.agentKey],
      foreignColumns: [agents.workspaceId, agents.userId, agents.key],
    }),
  ],
)
