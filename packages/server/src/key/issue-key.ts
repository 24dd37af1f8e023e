import type { Clock } from '../deps.ts'
import type { KeyRecord, Scope } from '../store/key-record.ts'
import type { Store, UserId } from '../store/store.ts'
import { createKey } from './create-key.ts'
import { hashKey } from './hash-key.ts'

interface KeyOrder {
  readonly owner: UserId
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly expiresAtInMs: number | null
}

const shownCharacters = 'arena_'.length + 4

/** Makes and stores a key. The key itself is returned here and nowhere else. */
export async function issueKey(
  { owner, name, scopes, expiresAtInMs }: KeyOrder,
  { store, clock, newId }: { readonly store: Store; readonly clock: Clock; readonly newId: () => string },
): Promise<{ readonly key: string; readonly record: KeyRecord }> {
  const key = createKey()
  const record: KeyRecord = {
    id: newId(),
    workspaceId: owner.workspaceId,
    userId: owner.userId,
    name,
    scopes,
    start: key.slice(0, shownCharacters),
    createdAtInMs: clock(),
    expiresAtInMs,
    revokedAtInMs: null,
  }
  await store.saveKey({ ...record, hash: hashKey(key) })
  return { key, record }
}
