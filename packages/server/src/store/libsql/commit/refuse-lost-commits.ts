import { ArenaError } from '@arena/core'
import type { CommitState } from './commit-state.ts'

/** Throws `database-corrupt` when the file no longer holds rows that this process has acknowledged. */
export function refuseLostCommits(
  { workspaceById }: CommitState,
  acknowledgedSeqs: ReadonlyMap<string, number>,
): void {
  for (const [id, { record }] of workspaceById) {
    const acknowledged = acknowledgedSeqs.get(id) ?? 0
    if (record.lastSeq < acknowledged) {
      throw new ArenaError(
        'database-corrupt',
        `The database ends at row ${record.lastSeq}, but row ${acknowledged} was acknowledged. Restore a backup.`,
      )
    }
  }
}
