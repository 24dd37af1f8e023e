import { ArenaError } from '@arena/core'
import type { Clock } from './deps.ts'
import { hashKey } from './key/hash-key.ts'
import { isKey } from './key/is-key.ts'
import { createAttemptGuard } from './rate-limit/attempt-guard.ts'
import type { Role } from './store/directory.ts'
import type { HeldKey, KeyRecord, Scope } from './store/key-record.ts'
import type { Store } from './store/store.ts'

/** Who calls, as the key says it. */
export interface Auth {
  readonly workspaceId: string
  readonly userId: string
  readonly keyId: string
  readonly scopes: readonly Scope[]
  /** Of the user, as of now. */
  readonly role: Role
  readonly teamId: string | null
}

export interface Authenticator {
  /**
   * Reads an `authorization` header. One answer for unknown, expired and revoked keys. An address from which too
   * many bad keys came is told to wait, but for keys that were found good before.
   */
  authenticate(authorization: string | undefined, from?: { readonly address: string | null }): Promise<Auth>
  /** Makes the next call of every key look at the store again, as after a revocation. */
  forget(): void
}

interface Options {
  readonly store: Pick<Store, 'findKey' | 'touchKey'>
  readonly clock: Clock
  /** How long a key found valid is taken as valid without looking again. */
  readonly cacheInMs?: number
  readonly maxCachedKeys?: number
}

const usePrecisionInMs = 60_000

/** Checks keys against the store, with a short memory so that a busy key costs no look-up per call. */
export function createAuthenticator({
  store,
  clock,
  cacheInMs = 1000,
  maxCachedKeys = 10_000,
}: Options): Authenticator {
  const attempts = createAttemptGuard(clock)
  const goodHashes = new Set<string>()
  const cache = new Map<string, { readonly record: HeldKey; readonly untilInMs: number }>()
  const lastUses = new Map<string, number>()
  let generation = 0

  async function findKey(hash: string): Promise<HeldKey | null> {
    const cached = cache.get(hash)
    if (cached && clock() < cached.untilInMs) return cached.record
    cache.delete(hash)
    const asked = generation
    const record = await store.findKey(hash)
    if (record && asked === generation) {
      // else a revocation came in between
      if (cache.size >= maxCachedKeys) cache.clear()
      cache.set(hash, { record, untilInMs: clock() + cacheInMs })
    }
    return record
  }

  /** That a use goes unnoted is no reason to refuse it. */
  function noteUse({ workspaceId, id: keyId, lastUsedAtInMs }: HeldKey): void {
    const usedAtInMs = clock()
    const known = Math.max(lastUsedAtInMs ?? 0, lastUses.get(keyId) ?? 0)
    if (usedAtInMs - known < usePrecisionInMs) return
    if (lastUses.size >= maxCachedKeys) lastUses.clear()
    lastUses.set(keyId, usedAtInMs)
    store.touchKey({ workspaceId, keyId, usedAtInMs }).catch(() => lastUses.delete(keyId))
  }

  return {
    async authenticate(authorization, { address } = { address: null }) {
      const key = bearer(authorization)
      if (key === null) {
        throw new ArenaError('no-key', 'This call needs a key in the header "authorization: Bearer KEY".')
      }
      const hash = hashKey(key)
      if (address !== null && !goodHashes.has(hash)) attempts.check(address)
      const record = isKey(key) ? await findKey(hash) : null
      if (!record || record.revokedAtInMs !== null || hasExpired(record, clock())) {
        goodHashes.delete(hash)
        if (address !== null) attempts.countFailure(address)
        throw new ArenaError('invalid-key', 'The key is unknown, expired or revoked.')
      }
      if (goodHashes.size >= maxCachedKeys) goodHashes.clear()
      goodHashes.add(hash)
      noteUse(record)
      const { workspaceId, userId, id, scopes, role, teamId } = record
      return { workspaceId, userId, keyId: id, scopes, role, teamId }
    },
    forget() {
      generation++
      cache.clear()
    },
  }
}

/** Throws unless the key carries the scope. */
export function requireScope(auth: Pick<Auth, 'scopes'>, scope: Scope): void {
  if (!auth.scopes.includes(scope)) {
    throw new ArenaError('missing-scope', `The key lacks the scope ${scope}.`)
  }
}

function bearer(authorization: string | undefined): string | null {
  const [, key] = /^bearer +(\S+) *$/i.exec(authorization ?? '') ?? []
  return key ?? null
}

function hasExpired({ expiresAtInMs }: KeyRecord, nowInMs: number): boolean {
  return expiresAtInMs !== null && expiresAtInMs <= nowInMs
}
