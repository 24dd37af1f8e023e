import { issueKey } from '../../src/key/issue-key.ts'
import { type Scope, scopes } from '../../src/store/key-record.ts'
import type { TestApp } from '../create-test-app.ts'
import type { Reach, Turn } from './arbitrary-script.ts'
import { createParty, type Seat } from './party.ts'

const ofMember: readonly Scope[] = ['report:write', 'read', 'admin']

/** What the one's calls are answered without and with the other's calls between them, as texts to compare. */
export async function answersAloneAndBeside(
  app: TestApp,
  { turns, reach }: { readonly turns: readonly Turn[]; readonly reach: Reach },
): Promise<{ readonly alone: readonly string[]; readonly beside: readonly string[] }> {
  const startInMs = app.time.nowInMs
  const first = await makeWorkspace(app)
  const ownOf = ({ owner, member }: MadeWorkspace) => (reach === 'workspace' ? owner : member)
  const alone = await playTurns(app, { turns, own: ownOf(first), other: null })
  app.time.nowInMs = startInMs
  const second = await makeWorkspace(app)
  const other = reach === 'workspace' ? (await makeWorkspace(app)).owner : second.neighbour
  const beside = await playTurns(app, { turns, own: ownOf(second), other })
  app.time.nowInMs = startInMs
  const isSeqShared = reach === 'team'
  return {
    alone: alone.map((answer) => toText(answer, { names: first.names, isSeqShared })),
    beside: beside.map((answer) => toText(answer, { names: second.names, isSeqShared })),
  }
}

async function playTurns(
  app: TestApp,
  { turns, own, other }: { readonly turns: readonly Turn[]; readonly own: Seat; readonly other: Seat | null },
): Promise<readonly unknown[]> {
  const party = createParty(app, own)
  const beside = other && createParty(app, other)
  const answers: unknown[] = []
  for (const turn of turns) {
    if (beside) for (const call of turn.other) await beside.play(call)
    app.time.nowInMs += 1000
    answers.push(await party.play(turn.own))
  }
  return answers
}

interface MadeWorkspace {
  readonly owner: Seat
  /** Plain members of two teams. */
  readonly member: Seat
  readonly neighbour: Seat
  /** What stands in answers for the ids, which differ from workspace to workspace. */
  readonly names: ReadonlyMap<string, string>
}

async function makeWorkspace(app: TestApp): Promise<MadeWorkspace> {
  const { deps } = app.parts
  const { store, clock, newId } = deps // ids count up, so that lists are in the same order
  const owner = { workspaceId: newId(), userId: newId() }
  const epoch = newId()
  const createdAtInMs = clock()
  await store.addWorkspace({
    ...owner,
    name: 'owner',
    workspaceName: 'workspace',
    zone: 'UTC',
    epoch,
    createdAtInMs,
  })
  await app.parts.prepareWorkspace(owner.workspaceId)
  const [red, blue, memberId, neighbourId] = [newId(), newId(), newId(), newId()]
  const team = (id: string, name: string) => ({ id, name, createdAtInMs, archivedAtInMs: null })
  const member = (id: string, name: string) =>
    ({ id, name, zone: 'UTC', role: 'member', createdAtInMs }) as const
  const placed = (userId: string, teamId: string) => ({ userId, teamId, joinedAtInMs: createdAtInMs })
  await store.changeDirectory(owner.workspaceId, [
    { kind: 'team-saved', team: team(red, 'red') },
    { kind: 'team-saved', team: team(blue, 'blue') },
    { kind: 'member-added', member: member(memberId, 'member') },
    { kind: 'member-added', member: member(neighbourId, 'neighbour') },
    { kind: 'member-placed', ...placed(owner.userId, red) },
    { kind: 'member-placed', ...placed(memberId, red) },
    { kind: 'member-placed', ...placed(neighbourId, blue) },
  ])
  const names = new Map([
    [owner.workspaceId, 'workspace'],
    [epoch, 'epoch'],
    [red, 'red'],
    [blue, 'blue'],
    [owner.userId, 'owner'],
    [memberId, 'member'],
    [neighbourId, 'neighbour'],
  ])
  async function sit(
    { userId, teamId }: Pick<Seat, 'userId' | 'teamId'>,
    keyScopes: readonly Scope[],
  ): Promise<Seat> {
    const { workspaceId } = owner
    const order = { owner: { workspaceId, userId }, name: 'key', scopes: keyScopes, expiresAtInMs: null }
    const { key, record } = await issueKey(order, deps)
    names.set(record.id, `key of ${names.get(userId)}`)
    return { workspaceId, epoch, teamId, userId, key }
  }
  return {
    owner: await sit({ userId: owner.userId, teamId: red }, scopes),
    member: await sit({ userId: memberId, teamId: red }, ofMember),
    neighbour: await sit({ userId: neighbourId, teamId: blue }, ofMember),
    names,
  }
}

/** Random, or noted a moment later. */
const notCompared = new Set(['start', 'lastUsedAt'])
/** Where the ledger is shared, places in it and on the workspace's own board are not compared. */
const ofSharedLedger = new Set(['seq', 'corrects', 'rank', 'nextCursor'])

function toText(
  answer: unknown,
  { names, isSeqShared }: { readonly names: MadeWorkspace['names']; readonly isSeqShared: boolean },
): string {
  const isLeftOut = (field: string) => notCompared.has(field) || (isSeqShared && ofSharedLedger.has(field))
  const text = JSON.stringify(answer, (field, value) => (isLeftOut(field) ? undefined : value)) ?? 'nothing'
  return [...names].reduce((told, [id, name]) => told.replaceAll(id, name), text)
}
