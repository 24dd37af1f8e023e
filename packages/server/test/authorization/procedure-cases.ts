import { testReport } from '../test-report.ts'
import type { Actor } from './actors.ts'
import { boardCases } from './board-cases.ts'
import { all, type Case, only, type Row, type Verdicts } from './expectation.ts'
import { adminsOfAbroad, adminsOfHome } from './staff-verdicts.ts'
import { agentOfForeigner, agentOfMate, foreignProject, homeProject, type World } from './world.ts'

type Cases = Row['cases']
export const own = (world: World, actor: Actor) => world.actors[actor].userId
const mate = (world: World) => world.actors['team mate'].userId
export const plain = (world: World) => world.makeMember({ team: world.red })
export const plainAbroad = ({ makeMember, foreign }: World) =>
  makeMember({ workspaceId: foreign.workspaceId })
export const nothing = { input: () => undefined }
export const withUserId = (userId: string) => ({ userId })
export const withTeamId = (teamId: string) => ({ teamId })
export const withId = (id: string) => ({ id })

/** Of what a member shows of himself. */
export const profiles = (input: Case<unknown>['input']): Cases => ({
  'the caller': { id: own, input, verdicts: all },
  'a team mate': { id: mate, input, verdicts: { 'other workspace': 'not-found', rest: 'ok' } },
  'one who hides': { id: ({ hidden }) => hidden, input, verdicts: only(['admin', 'owner'], 'not-found') },
  'one abroad': {
    id: ({ foreign }) => foreign.userId,
    input,
    verdicts: only(['other workspace'], 'not-found'),
  },
})

const theRedTeam = only(['team mate', 'subject', 'reader key', 'admin', 'owner'], 'not-found')
const theBlueTeam = only(['other team', 'admin', 'owner'], 'not-found')
export const onlyAbroad = only(['other workspace'], 'not-found')

/** Of what members of a team may see. */
export const teams = (input: Case<unknown>['input']): Cases => ({
  'the red team': { id: ({ red }) => red, input, verdicts: theRedTeam },
  'the blue team': { id: ({ blue }) => blue, input, verdicts: theBlueTeam },
  'a team abroad': { id: ({ foreign }) => foreign.team, input, verdicts: onlyAbroad },
})

/** Of what those do who manage others: never to their equals. */
export const managing = (input: Case<unknown>['input']): Cases => ({
  'a member': { id: plain, input, verdicts: adminsOfHome },
  'an admin': {
    id: ({ makeMember }) => makeMember({ role: 'admin' }),
    input,
    verdicts: { owner: 'ok', 'other workspace': 'not-found', rest: 'missing-role' },
  },
  'a member abroad': { id: plainAbroad, input, verdicts: adminsOfAbroad },
})

export const managingTeams = (input: Case<unknown>['input']): Cases => ({
  'a team': { id: ({ makeTeam }) => makeTeam(), input, verdicts: adminsOfHome },
  'a team abroad': {
    id: ({ makeTeam, foreign }) => makeTeam(foreign.workspaceId),
    input,
    verdicts: adminsOfAbroad,
  },
})

/** Of a report of one's own, and of others' by those who may review. */
export const reports = (facts: object): Cases => {
  const ofMate: Verdicts = {
    ...only(['team mate', 'admin', 'owner'], 'missing-scope'),
    'other workspace': 'not-found',
  }
  const ofForeigner: Verdicts = {
    ...only(['other workspace'], 'missing-scope'),
    admin: 'not-found',
    owner: 'not-found',
  }
  return {
    "the caller's": {
      id: ({ actors, reportBy }, actor) => reportBy(actors[actor]),
      input: (reportId) => ({ reportId, ...facts }),
      verdicts: all,
    },
    "a team mate's, as if one's own": {
      id: reportOfMate,
      input: (reportId) => ({ reportId, ...facts }),
      verdicts: only(['team mate'], 'not-found'),
    },
    "a team mate's": {
      id: reportOfMate,
      input: (reportId, world) => ({ reportId, userId: mate(world), ...facts }),
      verdicts: ofMate,
    },
    'one abroad': {
      id: ({ foreign, reportBy }) => reportBy(foreign),
      input: (reportId, { foreign }) => ({ reportId, userId: foreign.userId, ...facts }),
      verdicts: ofForeigner,
    },
  }
}

const reportOfMate = ({ actors, reportBy }: World) => reportBy(actors['team mate'])

/** Of the texts of a report of one's own, and of others' by those who manage them. */
export const erasing: Cases = {
  "the caller's": {
    id: ({ actors, reportBy }, actor) => reportBy(actors[actor]),
    input: (reportId) => ({ reportId }),
    verdicts: all,
  },
  "a team mate's, as if one's own": {
    id: reportOfMate,
    input: (reportId) => ({ reportId }),
    verdicts: only(['team mate'], 'not-found'),
  },
  "a team mate's": {
    id: reportOfMate,
    input: (reportId, world) => ({ reportId, userId: mate(world) }),
    verdicts: {
      ...only(['team mate', 'admin', 'owner'], 'missing-role'),
      'other workspace': 'not-found',
    },
  },
  'one abroad': {
    id: ({ foreign, reportBy }) => reportBy(foreign),
    input: (reportId, { foreign }) => ({ reportId, userId: foreign.userId }),
    verdicts: { ...only(['other workspace'], 'missing-role'), admin: 'not-found', owner: 'not-found' },
  },
}

export const submission = (userId?: string) => ({
  schema: 1,
  reports: [testReport()],
  ...(userId !== undefined && { userId }),
})
export const renaming = (agent: string, { makeName, actors }: World, actor: Actor) => ({
  agent,
  name: makeName(actors[actor].workspaceId),
})

/** Of agents, which belong to their user alone. */
export const ownAgents = (input: Case<unknown>['input']): Cases => ({
  "the caller's": {
    id: async ({ makeName, reportBy, actors }, actor) => {
      const name = makeName(actors[actor].workspaceId)
      await reportBy(actors[actor], name)
      return name
    },
    input,
    verdicts: all,
  },
  "a team mate's": { id: () => agentOfMate, input, verdicts: only(['team mate'], 'not-found') },
  'one abroad': { id: () => agentOfForeigner, input, verdicts: { rest: 'not-found' } },
})

export const topics: Cases = {
  ...prefixed('none', { 'the caller': { input: () => ({}), verdicts: all } }),
  ...prefixed(
    'user',
    profiles((userId) => ({ topic: { type: 'user', userId } })),
  ),
  ...prefixed(
    'team',
    teams((teamId) => ({ topic: { type: 'team', teamId } })),
  ),
  ...prefixed('project', {
    'one at home': {
      id: () => homeProject,
      input: (project) => ({ topic: { type: 'project', project } }),
      verdicts: { 'other workspace': 'not-found', rest: 'ok' },
    },
    'one abroad': {
      id: () => foreignProject,
      input: (project) => ({ topic: { type: 'project', project } }),
      verdicts: onlyAbroad,
    },
  }),
  ...prefixed(
    'board',
    boardCases((board) => ({ topic: { type: 'board', ...board } })),
  ),
}

function prefixed(topic: string, cases: Cases): Cases {
  return Object.fromEntries(Object.entries(cases).map(([about, item]) => [`topic ${topic}: ${about}`, item]))
}
