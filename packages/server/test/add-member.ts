import { issueKey } from '../src/key/issue-key.ts'
import { type Scope, scopes } from '../src/store/key-record.ts'
import type { TestApp } from './create-test-app.ts'

export interface TestMember {
  readonly userId: string
  readonly key: string
  readonly keyId: string
}

/** Adds a team to the app's workspace. */
export async function addTeam(app: TestApp, name: string): Promise<string> {
  const { store, newId, clock } = app.parts.deps
  const team = { id: newId(), name, createdAtInMs: clock(), archivedAtInMs: null }
  await store.changeDirectory(app.owner.workspaceId, [{ kind: 'team-saved', team }])
  return team.id
}

/** Adds a member with a key, in a team where one is given. */
export async function addMember(
  app: TestApp,
  {
    name,
    teamId = null,
    keyScopes = scopes,
  }: { readonly name: string; readonly teamId?: string | null; readonly keyScopes?: readonly Scope[] },
): Promise<TestMember> {
  const { store, newId, clock } = app.parts.deps
  const { workspaceId } = app.owner
  const member = { id: newId(), name, zone: 'UTC', role: 'member', createdAtInMs: clock() } as const
  await store.changeDirectory(workspaceId, [
    { kind: 'member-added', member },
    { kind: 'member-placed', userId: member.id, teamId, joinedAtInMs: clock() },
  ])
  const owner = { workspaceId, userId: member.id }
  const { key, record } = await issueKey(
    { owner, name: 'test', scopes: keyScopes, expiresAtInMs: null },
    app.parts.deps,
  )
  return { userId: member.id, key, keyId: record.id }
}
