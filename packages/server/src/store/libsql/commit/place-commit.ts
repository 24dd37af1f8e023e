import { dayInZone } from '@arena/core'
import type { Commit } from '../../store.ts'
import type { UserState, WorkspaceState } from './commit-state.ts'

/** Whose rows a commit makes, which team gets the credit, and on which days of the user and of the workspace. */
export function placeCommit(
  { workspace, user }: { readonly workspace: WorkspaceState; readonly user: UserState },
  { workspaceId, userId, receivedAtInMs }: Commit,
  { occurredAtInMs, userDay }: { readonly occurredAtInMs: number; readonly userDay: number },
) {
  const day = dayInZone(occurredAtInMs, workspace.record.zone)
  return { workspaceId, userId, teamId: user.teamId, userDay, day, occurredAtInMs, receivedAtInMs }
}
