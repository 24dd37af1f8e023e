import { readWorkspace } from './read-workspace.ts'
import type { Store } from './store/store.ts'

/** The epoch of a workspace, which can't change while this process owns the database. */
export type EpochReader = (workspaceId: string) => Promise<string>

export function createEpochReader(store: Pick<Store, 'readWorkspaces'>): EpochReader {
  const epochs = new Map<string, string>()
  return async (workspaceId) => {
    const known = epochs.get(workspaceId)
    if (known !== undefined) return known
    const { epoch } = await readWorkspace(workspaceId, store)
    epochs.set(workspaceId, epoch)
    return epoch
  }
}
