import type { Role } from './directory.ts'

export const scopes = [
  'report:write',
  'read',
  'report:any-user',
  'report:backdate',
  'review',
  'admin',
] as const
export type Scope = (typeof scopes)[number]

export interface KeyRecord {
  readonly id: string
  readonly workspaceId: string
  readonly userId: string
  readonly name: string
  readonly scopes: readonly Scope[]
  /** The first characters, to tell keys apart. */
  readonly start: string
  readonly createdAtInMs: number
  readonly expiresAtInMs: number | null
  readonly revokedAtInMs: number | null
  /** To the minute. */
  readonly lastUsedAtInMs: number | null
}

/** A key with what its holder is now. */
export interface HeldKey extends KeyRecord {
  readonly role: Role
  readonly teamId: string | null
}
