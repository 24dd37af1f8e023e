import type { Role } from '../../src/store/directory.ts'
import { type Scope, scopes } from '../../src/store/key-record.ts'

/** Whom a call may come from. The subject is a plain member of the red team; those without a `place` hold a key of his. */
interface ActorPlan {
  readonly scopes: readonly Scope[]
  readonly role: Role
  readonly place: 'the subject' | 'red' | 'blue' | 'no team' | 'another workspace'
  /** What every call is answered that asks for a key. */
  readonly refusal?: 'no-key' | 'invalid-key'
}

const ofMember: readonly Scope[] = ['report:write', 'read', 'admin']

export const actorPlans = {
  'no key': { scopes: [], role: 'member', place: 'the subject', refusal: 'no-key' },
  'revoked key': { scopes, role: 'member', place: 'the subject', refusal: 'invalid-key' },
  'expired key': { scopes, role: 'member', place: 'the subject', refusal: 'invalid-key' },
  'other workspace': { scopes, role: 'owner', place: 'another workspace' },
  'other team': { scopes: ofMember, role: 'member', place: 'blue' },
  'team mate': { scopes: ofMember, role: 'member', place: 'red' },
  subject: { scopes: ofMember, role: 'member', place: 'the subject' },
  'report-only key': { scopes: ['report:write'], role: 'member', place: 'the subject' },
  'reader key': { scopes: ['read'], role: 'member', place: 'the subject' },
  admin: { scopes, role: 'admin', place: 'no team' },
  owner: { scopes, role: 'owner', place: 'no team' },
} as const satisfies Record<string, ActorPlan>

export type Actor = keyof typeof actorPlans
export const actors = Object.keys(actorPlans) as readonly Actor[]
export const planOf = (actor: Actor): ActorPlan => actorPlans[actor]
