/** The dimensions of a roll-up cell beside its workspace. A missing text is ''. */
export interface CellAddress {
  readonly day: number
  readonly userId: string
  readonly agentKey: string
  readonly project: string
  readonly model: string
  readonly taskType: string
  /** As stated, else `unstated`; a complexity inferred is not filled in. */
  readonly complexity: string
}

export const sumNames = [
  'successes',
  'failures',
  'cancelled',
  'unknown',
  /** Of successes that took at least 1 ms: natural logarithms of ms. */
  'duration_n',
  'duration_log_sum',
  'duration_log_sum_sq',
  'quality_self_n',
  'quality_self_sum',
  'quality_self_sum_sq',
  'quality_model_n',
  'quality_model_sum',
  'quality_model_sum_sq',
  'quality_human_n',
  'quality_human_sum',
  'quality_human_sum_sq',
  'quality_ci_n',
  'quality_ci_sum',
  'quality_ci_sum_sq',
  'xp',
  'tokens',
  'cost_n',
  'cost_sum',
  'self_perfect',
  'hard',
  'hard_under_second',
] as const

/** Named like the columns that hold them. */
export type SumName = (typeof sumNames)[number]

export interface RollupCell {
  readonly address: CellAddress
  /** All of them merge by addition. */
  readonly sums: Record<SumName, number>
  /** Bucket to count of the durations; counts of 0 are left out. */
  readonly sketch: Map<number, number>
}

export function emptyCell(address: CellAddress): RollupCell {
  const sums = Object.fromEntries(sumNames.map((name) => [name, 0])) as Record<SumName, number>
  return { address, sums, sketch: new Map() }
}

/** Identifies a cell within its workspace. */
export function cellKey({
  day,
  userId,
  agentKey,
  project,
  model,
  taskType,
  complexity,
}: CellAddress): string {
  return JSON.stringify([day, userId, agentKey, project, model, taskType, complexity])
}
