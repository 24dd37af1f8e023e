import { formatDay } from '@arena/core'
import { type RollupCell, sumNames } from './rollup-cell.ts'
import type { Verification } from './verify-table.ts'

const keyColumns = ['day', 'user_id', 'agent_key', 'project', 'model', 'task_type', 'complexity']

/** How rows of `rollup_cells` are compared with the cells of the whole ledger. */
export const cellVerification: Verification<RollupCell> = {
  table: 'rollup_cells',
  keyColumns,
  keyOf: (row) => JSON.stringify(keyColumns.map((column) => row[column])),
  valuesOfRow: (row) => ({
    ...Object.fromEntries(sumNames.map((name) => [name, Number(row[name])])),
    sketch: sketchText(Object.entries(JSON.parse(String(row['duration_sketch'])) as Record<string, number>)),
  }),
  valuesOf: ({ sums, sketch }) => ({ ...sums, sketch: sketchText(sketch) }),
  nameOf: (key) => {
    const [day, userId, agentKey, ...rest] = JSON.parse(key) as [number, ...string[]]
    const dimensions = rest.filter((part) => part !== '').join(', ')
    return `the roll-up of agent ${agentKey} of user ${userId} on ${formatDay(day)} (${dimensions})`
  },
}

function sketchText(counts: Iterable<readonly [string | number, number]>): string {
  return Array.from(counts, ([bucket, count]) => [Number(bucket), count] as const)
    .sort(([a], [b]) => a - b)
    .map(([bucket, count]) => `${bucket}:${count}`)
    .join(' ')
}
