import type { LedgerRow } from '@arena/core'
import type { LedgerSlice } from '../store/store.ts'

/** The rows of the ledger that a topic tells of: those of a user, a team or a project. */
export type TopicSlice = Pick<
  LedgerSlice,
  'workspaceId' | 'userId' | 'teamId' | 'project' | 'isProfileVisible'
>

/** The same text for the same topic. */
export function sliceKey({ workspaceId, userId, teamId, project }: TopicSlice): string {
  return JSON.stringify([workspaceId, userId, teamId, project])
}

/** The topics that a row belongs to. */
export function sliceKeysOf({ workspaceId, userId, teamId, project }: LedgerRow): readonly string[] {
  return [
    sliceKey({ workspaceId, userId }),
    ...(teamId === null ? [] : [sliceKey({ workspaceId, teamId })]),
    ...(project === null ? [] : [sliceKey({ workspaceId, project })]),
  ]
}
