import { ArenaError } from '@arena/core'
import type { Store, WorkspaceRecord } from './store/store.ts'

/** A workspace with its present head; throws when there is none of this id. */
export async function readWorkspace(
  id: string,
  store: Pick<Store, 'readWorkspaces'>,
): Promise<WorkspaceRecord> {
  const workspace = (await store.readWorkspaces()).find((record) => record.id === id)
  if (!workspace) throw new ArenaError('not-found', 'There is no such workspace.')
  return workspace
}
