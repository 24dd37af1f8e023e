import { ArenaError } from '@arena/core'
import type { Auth } from '../authenticate.ts'
import { type Role, roles } from '../store/directory.ts'

/** Throws unless the caller's role is this one or one above. */
export function requireRole(auth: Pick<Auth, 'role'>, role: Role): void {
  if (!hasRole(auth, role)) throw new ArenaError('missing-role', `This needs the role ${role}.`)
}

export function hasRole(auth: Pick<Auth, 'role'>, role: Role): boolean {
  return roles.indexOf(auth.role) <= roles.indexOf(role)
}
