import { dayInZone } from '@arena/core'
import type { Commit } from '../../store.ts'
import type { WorkspaceState } from './commit-state.ts'

/** Whose rows a commit makes, and on which days of the user and of the workspace. */
export function placeCommit(
  workspace: WorkspaceState,
  { workspaceId, userId, receivedAtInMs }: Commit,
  { occurredAtInMs, userDay }: { readonly occurredAtInMs: number; readonly userDay: number },
) {
  const day = dayInZone(occurredAtInMs, workspace.record.zone)
  return { workspaceId, userId, userDay, day, occurredAtInMs, receivedAtInMs }
}
