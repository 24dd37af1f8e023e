import { bucketOf } from '@arena/core'
import { type ReportChange, rowToReportChanges } from './report-change.ts'
import { type CellAddress, cellKey, emptyCell, type RollupCell } from './rollup-cell.ts'
import type { TalliedRow } from './tallied-row.ts'

export type CellTallies = Map<string, RollupCell>

/** Adds a row to the roll-up cells it counts in; a row without a report counts in none. */
export function tallyCells(tallies: CellTallies, row: TalliedRow): void {
  for (const change of rowToReportChanges(row)) {
    const address = addressOf(row, change)
    const key = cellKey(address)
    let cell = tallies.get(key)
    if (!cell) {
      cell = emptyCell(address)
      tallies.set(key, cell)
    }
    addToCell(cell, change)
  }
}

function addressOf(row: TalliedRow, { report }: ReportChange): CellAddress {
  return {
    day: row.day,
    userId: row.userId,
    agentKey: row.agentKey ?? '',
    project: row.project ?? '',
    model: report.model ?? '',
    taskType: report.task?.type ?? '',
    complexity: report.task?.complexity ?? 'unstated',
  }
}

const outcomeSum = {
  success: 'successes',
  failure: 'failures',
  cancelled: 'cancelled',
  unknown: 'unknown',
} as const

function addToCell({ sums, sketch }: RollupCell, { sign, report, xp, quality }: ReportChange): void {
  sums[outcomeSum[report.outcome]] += sign
  sums.xp += sign * xp

  const duration = report.durationInMs ?? 0
  const isSuccess = report.outcome === 'success'
  if (isSuccess && duration >= 1) {
    const logarithm = Math.log(duration)
    sums.duration_n += sign
    sums.duration_log_sum += sign * logarithm
    sums.duration_log_sum_sq += sign * logarithm ** 2
    const bucket = bucketOf(duration)
    const count = (sketch.get(bucket) ?? 0) + sign
    if (count === 0) sketch.delete(bucket)
    else sketch.set(bucket, count)
  }

  if (quality !== null && report.quality) {
    const { source } = report.quality
    sums[`quality_${source}_n`] += sign
    sums[`quality_${source}_sum`] += sign * quality
    sums[`quality_${source}_sum_sq`] += sign * quality ** 2
    if (source === 'self' && quality >= 0.995) sums.self_perfect += sign
  }

  const { usage } = report
  const tokens = [usage?.inputTokens, usage?.outputTokens, usage?.cacheReadTokens, usage?.cacheWriteTokens]
  sums.tokens += sign * tokens.reduce<number>((sum, count) => sum + (count ?? 0), 0)
  if (usage?.costInUsd !== undefined) {
    sums.cost_n += sign
    sums.cost_sum += sign * usage.costInUsd
  }

  const complexity = report.task?.complexity
  if (complexity === 'complex' || complexity === 'expert') {
    sums.hard += sign
    if (isSuccess && duration > 0 && duration < 1000) sums.hard_under_second += sign
  }
}
