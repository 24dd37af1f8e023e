import type { ProjectionState } from '../../store.ts'
import type { Connection } from '../connection.ts'

/**
 * Sizes the steps of work behind the ledger by the time that their writes keep everybody else waiting: short at first,
 * and longer with every step that does not come to the end, since larger steps cost less for each row.
 */
export interface Pace {
  /** For the work; its writes are timed. */
  readonly connection: Connection
  /** Takes a step of at most `maxRows`, or of fewer when the last ones wrote for too long. */
  step(maxRows: number, take: (rows: number) => Promise<ProjectionState>): Promise<ProjectionState>
}

interface Options {
  /** Milliseconds; only differences are used. */
  readonly clock: () => number
  readonly targetInMs?: number
}

/** Of the time for a step, when the work stays behind. */
const mostPatience = 8
const fewestRows = 20
const mostRows = 4000

export function paceSteps(connection: Connection, { clock, targetInMs = 12 }: Options): Pace {
  let rowsInStep = 100
  let writingInMs = 0
  let patience = 1
  return {
    connection: {
      ...connection,
      async write(statements) {
        const startedAtInMs = clock()
        const results = await connection.write(statements)
        writingInMs = clock() - startedAtInMs
        return results
      },
    },
    async step(maxRows, take) {
      const rows = Math.min(maxRows, rowsInStep)
      writingInMs = 0
      const state = await take(rows)
      if (state.isCurrent) patience = 1
      if (state.isCurrent || rows < rowsInStep || writingInMs === 0) return state // the step was not a full one
      const change = Math.min(2, Math.max(0.5, (patience * targetInMs) / writingInMs))
      patience = Math.min(mostPatience, patience * 2)
      rowsInStep = Math.min(mostRows, Math.max(fewestRows, Math.round(rows * change)))
      return state
    },
  }
}
