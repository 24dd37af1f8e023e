import { ArenaError } from '@arena/core'
import type { WorkspaceState } from './commit-state.ts'

/** Throws `database-corrupt` when the file no longer holds rows that this process has acknowledged. */
export function refuseLostCommits(
  workspaceById: ReadonlyMap<string, WorkspaceState>,
  acknowledgedSeqs: ReadonlyMap<string, number>,
): void {
  for (const [id, { writtenSeq }] of workspaceById) {
    const acknowledged = acknowledgedSeqs.get(id) ?? 0
    if (writtenSeq < acknowledged) {
      throw new ArenaError(
        'database-corrupt',
        `The database ends at row ${writtenSeq}, but row ${acknowledged} was acknowledged. Restore a backup.`,
      )
    }
  }
}
