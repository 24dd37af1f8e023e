import type { InStatement, ResultSet } from '@libsql/client'
import { type RollupCell, sumNames } from './rollup-cell.ts'
import { isAtWatermark } from './watermark.ts'
import type { WriteContext } from './write-boards.ts'

const dimensions = ['day', 'user_id', 'agent_key', 'project', 'model', 'task_type', 'complexity']
const columns = [...dimensions, 'duration_sketch', ...sumNames]

/** The sketches so far of the cells that are there, since SQL would merge them twenty times slower. */
export function selectSketches(cells: readonly RollupCell[], workspaceId: string): InStatement {
  const isCell = dimensions.map((name, index) => `cell.${name} = asked.value ->> ${index}`)
  return {
    sql: `SELECT json_group_array(json_array(asked.key, json(cell.duration_sketch))) AS sketches
      FROM (SELECT key, value FROM json_each(:cells) LIMIT -1) AS asked CROSS JOIN rollup_cells AS cell
        ON cell.workspace_id = :workspaceId AND ${isCell.join(' AND ')}`,
    args: { workspaceId, cells: JSON.stringify(cells.map(dimensionsOf)) },
  }
}

/** Adds cells to the roll-up cells, whose sketches at the watermark `selectSketches` gave. */
export function writeCells(
  cells: readonly RollupCell[],
  sketches: ResultSet,
  { workspaceId, fromSeq }: WriteContext,
): readonly InStatement[] {
  if (cells.length === 0) return []
  const held = new Map(JSON.parse(String(sketches.rows[0]?.['sketches'])) as readonly HeldSketch[])
  const rows = cells.map((cell, index) => [
    ...dimensionsOf(cell),
    JSON.stringify(mergeSketches(held.get(index) ?? {}, cell.sketch)),
    ...sumNames.map((name) => cell.sums[name]),
  ])
  return [
    {
      sql: `INSERT INTO rollup_cells (workspace_id, ${columns.join(', ')})
        WITH line AS MATERIALIZED (SELECT value FROM json_each(:cells))
        SELECT :workspaceId, ${columns.map((_, index) => `value ->> ${index}`).join(', ')}
        FROM line WHERE ${isAtWatermark}
        ON CONFLICT (workspace_id, ${dimensions.join(', ')}) DO UPDATE SET
          duration_sketch = excluded.duration_sketch,
          ${sumNames.map((name) => `${name} = rollup_cells.${name} + excluded.${name}`).join(',\n')}`,
      args: { workspaceId, fromSeq, cells: JSON.stringify(rows) },
    },
  ]
}

type Sketch = Readonly<Record<string, number>>
type HeldSketch = readonly [index: number, sketch: Sketch]

function mergeSketches(held: Sketch, added: ReadonlyMap<number, number>): Sketch {
  const merged: Record<string, number> = { ...held }
  for (const [bucket, count] of added) {
    const sum = (merged[bucket] ?? 0) + count
    if (sum === 0) delete merged[bucket]
    else merged[bucket] = sum
  }
  return merged
}

function dimensionsOf({ address }: RollupCell) {
  const { day, userId, agentKey, project, model, taskType, complexity } = address
  return [day, userId, agentKey, project, model, taskType, complexity]
}
