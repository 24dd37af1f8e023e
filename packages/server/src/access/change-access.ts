import type { ServerParts } from '../server-parts.ts'
import type { DirectoryChange } from '../store/directory.ts'

/** Changes who may do what, from the very next call on; open streams ask again at once. */
export async function changeAccess(
  workspaceId: string,
  changes: readonly DirectoryChange[],
  { deps, authenticator, feed }: Pick<ServerParts, 'deps' | 'authenticator' | 'feed'>,
): Promise<void> {
  await deps.store.changeDirectory(workspaceId, changes)
  authenticator.forget()
  feed.wake()
}
