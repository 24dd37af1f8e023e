import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What the reports of one day, user, agent, project, model, task type and complexity add up to. */
export const rollupCells = sqliteTable(
  'rollup_cells',
  {
    workspaceId: text('workspace_id').notNull(),
    /** Calendar day in the workspace's time zone. */
    day: integer('day').notNull(),
    userId: text('user_id').notNull(),
    agentKey: text('agent_key').notNull(),
    project: text('project').notNull(),
    model: text('model').notNull(),
    taskType: text('task_type').notNull(),
    complexity: text('complexity').notNull(),
    successes: integer('successes').notNull(),
    failures: integer('failures').notNull(),
    cancelled: integer('cancelled').notNull(),
    unknown: integer('unknown').notNull(),
    durationN: integer('duration_n').notNull(),
    durationLogSum: real('duration_log_sum').notNull(),
    durationLogSumSq: real('duration_log_sum_sq').notNull(),
    /** JSON object: bucket to count. */
    durationSketch: text('duration_sketch').notNull(),
    qualitySelfN: integer('quality_self_n').notNull(),
    qualitySelfSum: real('quality_self_sum').notNull(),
    qualitySelfSumSq: real('quality_self_sum_sq').notNull(),
    qualityModelN: integer('quality_model_n').notNull(),
    qualityModelSum: real('quality_model_sum').notNull(),
    qualityModelSumSq: real('quality_model_sum_sq').notNull(),
    qualityHumanN: integer('quality_human_n').notNull(),
    qualityHumanSum: real('quality_human_sum').notNull(),
    qualityHumanSumSq: real('quality_human_sum_sq').notNull(),
    qualityCiN: integer('quality_ci_n').notNull(),
    qualityCiSum: real('quality_ci_sum').notNull(),
    qualityCiSumSq: real('quality_ci_sum_sq').notNull(),
    xp: integer('xp').notNull(),
    /** A float, since stated counts may add up to more than 2^53. */
    tokens: real('tokens').notNull(),
    costN: integer('cost_n').notNull(),
    costSum: real('cost_sum').notNull(),
    selfPerfect: integer('self_perfect').notNull(),
    hard: integer('hard').notNull(),
    hardUnderSecond: integer('hard_under_second').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [
        table.workspaceId,
        table.day,
        table.userId,
        table.agentKey,
        table.project,
        table.model,
        table.taskType,
        table.complexity,
      ],
    }),
  ],
)

/** Up to which ledger row a projection behind the ledger has come. */
export const projectionWatermarks = sqliteTable(
  'projection_watermarks',
  {
    workspaceId: text('workspace_id').notNull(),
    projection: text('projection').notNull(),
    seq: integer('seq').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.projection] })],
)
