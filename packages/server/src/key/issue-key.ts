import type { Deps } from '../deps.ts'
import type { DirectoryChange } from '../store/directory.ts'
import type { KeyRecord, Scope } from '../store/key-record.ts'
import type { UserId } from '../store/store.ts'
import { createKey } from './create-key.ts'
import { hashKey } from './hash-key.ts'

export interface KeyOrder {
  readonly owner: UserId
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly expiresAtInMs: number | null
}

export interface IssuedKey {
  /** Returned here and nowhere else. */
  readonly key: string
  readonly record: KeyRecord
}

const shownCharacters = 'arena_'.length + 4

/** A new key, and the change of the directory that makes it good. */
export function prepareKey(
  { owner: { workspaceId, userId }, name, scopes, expiresAtInMs }: KeyOrder,
  { clock, newId }: Pick<Deps, 'clock' | 'newId'>,
): IssuedKey & { readonly change: DirectoryChange } {
  const key = createKey()
  const record: KeyRecord = {
    id: newId(),
    workspaceId,
    userId,
    name,
    scopes,
    start: key.slice(0, shownCharacters),
    createdAtInMs: clock(),
    expiresAtInMs,
    revokedAtInMs: null,
    lastUsedAtInMs: null,
  }
  return { key, record, change: { kind: 'key-added', key: { ...record, hash: hashKey(key) } } }
}

/** Makes and stores a key. */
export async function issueKey(
  order: KeyOrder,
  { store, ...deps }: Pick<Deps, 'store' | 'clock' | 'newId'>,
): Promise<IssuedKey> {
  const { change, ...issued } = prepareKey(order, deps)
  await store.changeDirectory(order.owner.workspaceId, [change])
  return issued
}
