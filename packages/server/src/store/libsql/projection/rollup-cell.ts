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

const emptySums = {
  successes: 0,
  failures: 0,
  cancelled: 0,
  unknown: 0,
  /** Of successes that took at least 1 ms: natural logarithms of ms. */
  duration_n: 0,
  duration_log_sum: 0,
  duration_log_sum_sq: 0,
  quality_self_n: 0,
  quality_self_sum: 0,
  quality_self_sum_sq: 0,
  quality_model_n: 0,
  quality_model_sum: 0,
  quality_model_sum_sq: 0,
  quality_human_n: 0,
  quality_human_sum: 0,
  quality_human_sum_sq: 0,
  quality_ci_n: 0,
  quality_ci_sum: 0,
  quality_ci_sum_sq: 0,
  xp: 0,
  tokens: 0,
  cost_n: 0,
  cost_sum: 0,
  self_perfect: 0,
  hard: 0,
  hard_under_second: 0,
} as const

/** Named like the columns that hold them. */
export type SumName = keyof typeof emptySums

export const sumNames = Object.keys(emptySums) as readonly SumName[]

export interface RollupCell {
  readonly address: CellAddress
  /** All of them merge by addition. */
  readonly sums: Record<SumName, number>
  /** Bucket to count of the durations; counts of 0 are left out. */
  readonly sketch: Map<number, number>
}

export function emptyCell(address: CellAddress): RollupCell {
  return { address, sums: { ...emptySums }, sketch: new Map() }
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
