import { ArenaError } from '@arena/core'
import type { Auth } from '../authenticate.ts'
import type { Scope } from '../store/key-record.ts'
import { hasRole } from './require-role.ts'

/** What a member may give a key of his own. `admin` on it covers what his role lets him administrate: his own keys. */
export const memberScopes: readonly Scope[] = ['report:write', 'read', 'admin']

/** Throws unless the caller may make a key with these scopes: admins any, members theirs and those of their key. */
export function requireGrantable(auth: Pick<Auth, 'role' | 'scopes'>, scopes: readonly Scope[]): void {
  if (hasRole(auth, 'admin')) return
  const beyond = scopes.filter((scope) => !memberScopes.includes(scope) && !auth.scopes.includes(scope))
  if (beyond.length === 0) return
  throw new ArenaError('missing-role', `Only an admin can make keys with the scope ${beyond.join(', ')}.`)
}
