import { randomUUID } from 'node:crypto'
import { hashKey } from '../../src/key/hash-key.ts'
import { issueKey } from '../../src/key/issue-key.ts'
import type { Role } from '../../src/store/directory.ts'
import type { UserId } from '../../src/store/store.ts'
import type { TestApp } from '../create-test-app.ts'
import { reportCommit } from '../report-commit.ts'
import { type Actor, actors, planOf } from './actors.ts'

export interface Identity extends UserId {
  /** Null without one. */
  readonly key: string | null
}

interface MemberPlan {
  readonly workspaceId?: string
  readonly role?: Role
  readonly team?: string | null
  readonly isProfileVisible?: boolean
}

/** Two workspaces, the actors in them, and what they have. What a call may change is made anew for it. */
export interface World {
  readonly app: TestApp
  readonly actors: Readonly<Record<Actor, Identity>>
  readonly red: string
  readonly blue: string
  /** A member of the red team who hides his profile. */
  readonly hidden: string
  /** Of the other workspace: its plain member, and its team. */
  readonly foreign: { readonly workspaceId: string; readonly userId: string; readonly team: string }
  /** A name that nothing has, and that shows its workspace. */
  makeName(workspaceId?: string): string
  makeMember(plan?: MemberPlan): Promise<string>
  makeTeam(workspaceId?: string): Promise<string>
  /** The id of a new key. */
  makeKeyOf(owner: UserId): Promise<string>
  /** The id of a new invitation, which is its code, too. */
  makeInvitation(workspaceId?: string): Promise<string>
  /** The id of a new report. */
  reportBy(owner: UserId, agent?: string): Promise<string>
}

/** Each workspace has a project of this name, and each actor an agent of that one. */
export const commonProject = 'shop'
export const commonAgent = 'python-pro'
/** Every name that belongs to one workspace alone begins with one of these. */
export const startByPlace = { home: 'home-', abroad: 'abroad-' } as const
export const homeProject = `${startByPlace.home}project`
export const foreignProject = `${startByPlace.abroad}project`
export const agentOfMate = `${startByPlace.home}agent`
export const agentOfForeigner = `${startByPlace.abroad}agent`

export async function createWorld(app: TestApp): Promise<World> {
  const { store, clock } = app.parts.deps
  const deps = { store, clock, newId: randomUUID }
  const home = app.owner.workspaceId
  const foreignOwner = { workspaceId: randomUUID(), userId: randomUUID() }
  let names = 0
  const makeName = (workspaceId = home) =>
    `${workspaceId === home ? startByPlace.home : startByPlace.abroad}${++names}`

  async function makeTeam(workspaceId = home): Promise<string> {
    const team = {
      id: randomUUID(),
      name: makeName(workspaceId),
      createdAtInMs: clock(),
      archivedAtInMs: null,
    }
    await store.changeDirectory(workspaceId, [{ kind: 'team-saved', team }])
    return team.id
  }

  async function makeMember(plan: MemberPlan = {}): Promise<string> {
    const { workspaceId = home, role = 'member', team = null, isProfileVisible = true } = plan
    const userId = randomUUID()
    const member = { id: userId, name: makeName(workspaceId), zone: 'UTC', role, createdAtInMs: clock() }
    await store.changeDirectory(workspaceId, [
      { kind: 'member-added', member },
      { kind: 'member-placed', userId, teamId: team, joinedAtInMs: clock() },
      { kind: 'member-changed', userId, isProfileVisible },
    ])
    return userId
  }

  async function makeInvitation(workspaceId = home): Promise<string> {
    const id = randomUUID()
    const invitation = {
      id,
      role: 'member',
      scopes: ['read'],
      teamId: null,
      invitedBy: workspaceId === home ? app.owner.userId : foreignOwner.userId,
      createdAtInMs: clock(),
      expiresAtInMs: clock() + 3_600_000,
      usedAtInMs: null,
      revokedAtInMs: null,
    } as const
    await store.changeDirectory(workspaceId, [{ kind: 'invitation-added', invitation, hash: hashKey(id) }])
    return id
  }

  async function makeKeyOf(owner: UserId): Promise<string> {
    const order = { owner, name: 'spare', scopes: ['read'], expiresAtInMs: null } as const
    return (await issueKey(order, deps)).record.id
  }

  async function reportBy({ workspaceId, userId }: UserId, agent = makeName(workspaceId)): Promise<string> {
    const commit = reportCommit({ agent, project: commonProject }, { workspaceId, userId })
    await store.commit([commit])
    return commit.report.id
  }

  async function makeProject(workspaceId: string, name: string): Promise<void> {
    const record = { name, createdAtInMs: clock(), archivedAtInMs: null }
    await store.changeDirectory(workspaceId, [{ kind: 'project-saved', project: record }])
  }

  await store.addWorkspace({
    ...foreignOwner,
    name: makeName(foreignOwner.workspaceId),
    workspaceName: makeName(foreignOwner.workspaceId),
    zone: 'UTC',
    epoch: 'epoch-2',
    createdAtInMs: clock(),
  })
  const { workspaceId: abroad } = foreignOwner
  const [red, blue, foreignTeam] = [await makeTeam(), await makeTeam(), await makeTeam(abroad)]
  const subject = { workspaceId: home, userId: await makeMember({ team: red }) }
  const foreign = {
    workspaceId: abroad,
    userId: await makeMember({ workspaceId: abroad, team: foreignTeam }),
    team: foreignTeam,
  }

  async function userOf(actor: Actor): Promise<UserId> {
    const { place, role } = planOf(actor)
    if (place === 'the subject') return subject
    if (place === 'another workspace') return foreignOwner
    const team = place === 'red' ? red : place === 'blue' ? blue : null
    return { workspaceId: home, userId: await makeMember({ role, team }) }
  }

  async function identify(actor: Actor): Promise<Identity> {
    const owner = await userOf(actor)
    if (actor === 'no key') return { ...owner, key: null }
    const expiresAtInMs = actor === 'expired key' ? clock() : null
    const { key, record } = await issueKey(
      { owner, name: actor, scopes: planOf(actor).scopes, expiresAtInMs },
      deps,
    )
    if (actor === 'revoked key') {
      await store.changeDirectory(home, [{ kind: 'key-revoked', keyId: record.id, revokedAtInMs: clock() }])
    }
    return { ...owner, key }
  }

  const identities = {} as Record<Actor, Identity>
  for (const actor of actors) identities[actor] = await identify(actor)
  const hidden = { workspaceId: home, userId: await makeMember({ team: red, isProfileVisible: false }) }
  for (const user of [...Object.values(identities), hidden, foreign]) await reportBy(user, commonAgent)
  await reportBy(identities['team mate'], agentOfMate)
  await reportBy(foreign, agentOfForeigner)
  await makeProject(home, homeProject)
  await makeProject(abroad, foreignProject)
  return {
    app,
    actors: identities,
    ...{ red, blue, foreign },
    hidden: hidden.userId,
    ...{ makeName, makeMember, makeTeam, makeKeyOf, makeInvitation, reportBy },
  }
}
