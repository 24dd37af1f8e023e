import type { LedgerRow } from '@arena/core'
import type { LedgerSlice } from '../store/store.ts'

/** The rows of the ledger that a topic tells of. */
export type TopicSlice = Pick<LedgerSlice, 'workspaceId' | 'userId'>

/** The same text for the same topic. */
export function topicKey({ workspaceId, userId }: TopicSlice): string {
  return JSON.stringify([workspaceId, userId])
}

/** The topics that a row belongs to. */
export function topicKeysOf({ workspaceId, userId }: LedgerRow): readonly string[] {
  return [topicKey({ workspaceId, userId })]
}
