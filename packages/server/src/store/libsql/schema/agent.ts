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
    /** As first spelled, or as renamed since. */
    name: text('name').notNull(),
    /** What people call it; null: its name. */
    displayName: text('display_name'),
    category: text('category'),
    specialties: text('specialties', { mode: 'json' }).$type<readonly string[]>().notNull().default([]),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId, table.key] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
  ],
)

/** Further names under which an agent reports, since it was renamed; its key stays the first. */
export const agentAliases = sqliteTable(
  'agent_aliases',
  {
    workspaceId: text('workspace_id').notNull(),
    userId: text('user_id').notNull(),
    aliasKey: text('alias_key').notNull(),
    agentKey: text('agent_key').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId, table.aliasKey] }),
    foreignKey({
      columns: [table.workspaceId, table.userId, table.agentKey],
      foreignColumns: [agents.workspaceId, agents.userId, agents.key],
    }),
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
