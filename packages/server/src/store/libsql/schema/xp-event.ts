import type { Breakdown, LedgerReport, LedgerRow } from '@arena/core'
import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { users } from './user.ts'

/** The ledger: every change of XP ever. Triggers refuse UPDATE and DELETE. Columns are those of `LedgerRow`. */
export const xpEvents = sqliteTable(
  'xp_events',
  {
    workspaceId: text('workspace_id').notNull(),
    seq: integer('seq').notNull(),
    kind: text('kind').$type<LedgerRow['kind']>().notNull(),
    userId: text('user_id').notNull(),
    agentKey: text('agent_key'),
    agentName: text('agent_name'),
    teamId: text('team_id'),
    project: text('project'),
    reportId: text('report_id'),
    refSeq: integer('ref_seq'),
    achievementId: text('achievement_id'),
    isQuiet: integer('is_quiet', { mode: 'boolean' }).notNull(),
    xp: integer('xp').notNull(),
    agentXp: integer('agent_xp').notNull(),
    agentLevel: integer('agent_level').notNull(),
    userXp: integer('user_xp').notNull(),
    userLevel: integer('user_level').notNull(),
    agentLevelReached: integer('agent_level_reached'),
    userLevelReached: integer('user_level_reached'),
    rules: text('rules').notNull(),
    breakdown: text('breakdown', { mode: 'json' }).$type<Breakdown>(),
    report: text('report', { mode: 'json' }).$type<LedgerReport>(),
    before: text('before', { mode: 'json' }).$type<NonNullable<LedgerRow['before']>>(),
    contentHash: text('content_hash'),
    userDay: integer('user_day').notNull(),
    day: integer('day').notNull(),
    occurredAtInMs: integer('occurred_at_in_ms').notNull(),
    receivedAtInMs: integer('received_at_in_ms').notNull(),
    keyId: text('key_id'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.seq] }),
    unique('xp_events_report').on(table.workspaceId, table.userId, table.reportId),
    index('xp_events_by_user').on(table.workspaceId, table.userId, table.seq),
    index('xp_events_by_team').on(table.workspaceId, table.teamId, table.seq).where(sql`team_id IS NOT NULL`),
    index('xp_events_by_project')
      .on(table.workspaceId, table.project, table.seq)
      .where(sql`project IS NOT NULL`),
    index('xp_events_by_ref').on(table.workspaceId, table.refSeq).where(sql`ref_seq IS NOT NULL`),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
  ],
)
