import type { Deps } from '../deps.ts'
import { type Scope, scopes, type UserId } from '../store/store.ts'
import { readCredential, saveCredential } from './credentials-file.ts'
import { hashKey } from './hash-key.ts'
import { issueKey } from './issue-key.ts'

/** A key that may do everything but report for others. */
const machineScopes: readonly Scope[] = scopes.filter((scope) => scope !== 'report:any-user')

interface Machine {
  readonly home: string
  readonly url: string
  readonly owner: UserId
}

/** Sees to it that clients on this machine have a good key for the server's address; gives it when it is new. */
export async function ensureMachineKey({ home, url, owner }: Machine, deps: Deps): Promise<string | null> {
  const held = await readCredential(home, url)
  const record = held && (await deps.store.findKey(hashKey(held.key)))
  const hasExpired = record && record.expiresAtInMs !== null && record.expiresAtInMs <= deps.clock()
  if (record && record.revokedAtInMs === null && !hasExpired) return null
  const { key } = await issueKey(
    { owner, name: 'this machine', scopes: machineScopes, expiresAtInMs: null },
    deps,
  )
  await saveCredential(home, url, { key, userId: owner.userId })
  return key
}
