import type { UpdateFrame } from '@arena/core'
import { readWorkspace } from '../read-workspace.ts'
import type { Store } from '../store/store.ts'
import { parseUpdateId } from './update-id.ts'

/** Where in the ledger a subscription begins. */
export interface Start {
  readonly epoch: string
  readonly seq: number
  /** The first frame: without news, it gives a new subscriber an id to resume from. */
  readonly opening: UpdateFrame | null
}

interface Asked {
  readonly workspaceId: string
  readonly lastEventId: string | null
}

/** Behind the last frame seen, where that place is known and not too far back; else at the head. */
export async function findStart(
  { workspaceId, lastEventId }: Asked,
  { store, maxRowsBehind }: { readonly store: Store; readonly maxRowsBehind: number },
): Promise<Start> {
  const { epoch, lastSeq } = await readWorkspace(workspaceId, store)
  if (lastEventId === null) return { epoch, seq: lastSeq, opening: { updates: [] } }
  const id = parseUpdateId(lastEventId)
  if (id?.epoch !== epoch || id.seq > lastSeq || id.seq < lastSeq - maxRowsBehind) {
    return { epoch, seq: lastSeq, opening: { reset: true, updates: [] } }
  }
  return { epoch, seq: id.seq, opening: null }
}
