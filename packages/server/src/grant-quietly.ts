import type { Clock } from './deps.ts'
import type { Commit, Store } from './store/store.ts'

const usersInCommit = 200

/** Unlocks, without a message, what users already meet of catalog entries that are newer than their reports. */
export async function grantQuietly(
  workspaceId: string,
  { store, clock }: { readonly store: Store; readonly clock: Clock },
): Promise<void> {
  const users = await store.readMembers(workspaceId)
  for (let first = 0; first < users.length; first += usersInCommit) {
    const grants = users
      .slice(first, first + usersInCommit)
      .map(({ id: userId }): Commit => ({ kind: 'grant', workspaceId, userId, receivedAtInMs: clock() }))
    await store.commit(grants)
  }
}
