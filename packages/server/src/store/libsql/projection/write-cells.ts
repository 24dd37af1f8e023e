import type { InStatement } from '@libsql/client'
import { type RollupCell, sumNames } from './rollup-cell.ts'
import { isAtWatermark } from './watermark.ts'
import type { WriteContext } from './write-boards.ts'

const dimensions = ['day', 'user_id', 'agent_key', 'project', 'model', 'task_type', 'complexity']
const columns = [...dimensions, 'duration_sketch', ...sumNames]

const mergedSketch = `(
  SELECT json_group_object(bucket, count) FROM (
    SELECT bucket, sum(count) AS count FROM (
      SELECT key AS bucket, value AS count FROM json_each(rollup_cells.duration_sketch)
      UNION ALL SELECT key, value FROM json_each(excluded.duration_sketch)
    ) GROUP BY bucket HAVING sum(count) <> 0
  )
)`

/** Adds cells to the roll-up cells. */
export function writeCells(
  cells: Iterable<RollupCell>,
  { workspaceId, fromSeq }: WriteContext,
): readonly InStatement[] {
  const rows = Array.from(cells, toArray)
  if (rows.length === 0) return []
  return [
    {
      sql: `INSERT INTO rollup_cells (workspace_id, ${columns.join(', ')})
        SELECT :workspaceId, ${columns.map((_, index) => `value ->> ${index}`).join(', ')}
        FROM json_each(:cells) WHERE ${isAtWatermark}
        ON CONFLICT (workspace_id, ${dimensions.join(', ')}) DO UPDATE SET
          duration_sketch = ${mergedSketch},
          ${sumNames.map((name) => `${name} = rollup_cells.${name} + excluded.${name}`).join(',\n')}`,
      args: { workspaceId, fromSeq, cells: JSON.stringify(rows) },
    },
  ]
}

function toArray({ address, sums, sketch }: RollupCell) {
  const { day, userId, agentKey, project, model, taskType, complexity } = address
  return [
    ...[day, userId, agentKey, project, model, taskType, complexity],
    JSON.stringify(Object.fromEntries(sketch)),
    ...sumNames.map((name) => sums[name]),
  ]
}
