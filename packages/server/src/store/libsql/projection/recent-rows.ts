import type { TalliedRow } from './tallied-row.ts'

/** The rows just committed, so that what follows the ledger need not read them again. A copy: the oldest go first. */
export interface RecentRows {
  /** Rows of any workspaces, in order of `seq` within each. */
  add(rows: readonly TalliedRow[]): void
  /** The rows after `afterSeq`, at most `limit`; null unless the very next one is among them. */
  take(workspaceId: string, afterSeq: number, limit: number): readonly TalliedRow[] | null
  /** Forgets a workspace's rows up to `seq`. */
  release(workspaceId: string, seq: number): void
}

export function createRecentRows({ maxRows = 8000 }: { readonly maxRows?: number } = {}): RecentRows {
  /** By workspace; each without a gap. */
  const rowsByWorkspace = new Map<string, TalliedRow[]>()
  let held = 0

  function drop(workspaceId: string): void {
    held -= rowsByWorkspace.get(workspaceId)?.length ?? 0
    rowsByWorkspace.delete(workspaceId)
  }

  function add(row: TalliedRow): void {
    const { workspaceId, seq } = row
    if (rowsByWorkspace.get(workspaceId)?.at(-1)?.seq !== seq - 1) drop(workspaceId)
    const run = rowsByWorkspace.get(workspaceId)
    if (run) run.push(row)
    else rowsByWorkspace.set(workspaceId, [row])
    held++
  }

  function makeRoom(): void {
    for (const [id, run] of rowsByWorkspace) {
      if (held <= maxRows) return
      const first = run[0]
      if (first) release(id, first.seq + held - maxRows - 1)
    }
  }

  function release(workspaceId: string, seq: number): void {
    const rows = rowsByWorkspace.get(workspaceId)
    const first = rows?.[0]
    if (!rows || !first || first.seq > seq) return
    const gone = Math.min(rows.length, seq + 1 - first.seq)
    held -= gone
    if (gone === rows.length) rowsByWorkspace.delete(workspaceId)
    else rows.splice(0, gone)
  }

  return {
    add(rows) {
      for (const row of rows) add(row)
      makeRoom()
    },
    take(workspaceId, afterSeq, limit) {
      const rows = rowsByWorkspace.get(workspaceId)
      const first = rows?.[0]
      if (!rows || !first || first.seq > afterSeq + 1) return null
      const start = afterSeq + 1 - first.seq
      return start < rows.length ? rows.slice(start, start + limit) : null
    },
    release,
  }
}
