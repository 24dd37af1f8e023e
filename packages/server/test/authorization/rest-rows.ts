import { all, only, type Row } from './expectation.ts'
import { agentOfForeigner, agentOfMate, commonAgent, type World } from './world.ts'

export interface RestInput {
  readonly path: string
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
}

type Cases = Row<RestInput>['cases']
const encoded = encodeURIComponent
const at = (path: string): Cases => ({ 'the caller': { input: () => ({ path }), verdicts: all } })
const open = (path: string): Row<RestInput> => ({ scopes: null, cases: at(path) })
const plain = (world: World) => world.makeMember()

/** Of agents, which only their own user can open. */
const ownAgents = (what: string): Cases => {
  const input = (name: string) => ({ path: `/api/v1/agents/${encoded(name)}/${what}` })
  return {
    "the caller's": { id: () => commonAgent, input, verdicts: all },
    "a team mate's": { id: () => agentOfMate, input, verdicts: only(['team mate'], 'not-found') },
    'one abroad': { id: () => agentOfForeigner, input, verdicts: { rest: 'not-found' } },
  }
}

const xp = (userId?: string) => ({
  path: `/api/v1/agents/${commonAgent}/xp`,
  body: userId === undefined ? {} : { user_id: userId },
})
const team = (id: string) => ({ path: `/api/v1/leaderboards/team/${encoded(id)}` })

/** What each route has to answer whom, by method and path. */
export const restRows: Readonly<Record<string, Row<RestInput>>> = {
  'post /api/v1/agents/:name/xp': {
    scopes: ['report:write'],
    cases: {
      'the caller': { input: () => xp(), verdicts: all },
      'the caller, named': { id: ({ actors }, actor) => actors[actor].userId, input: xp, verdicts: all },
      'a member': {
        id: plain,
        input: xp,
        verdicts: { ...only(['admin', 'owner'], 'wrong-user'), 'other workspace': 'not-found' },
      },
      'one abroad': {
        id: ({ makeMember, foreign }) => makeMember({ workspaceId: foreign.workspaceId }),
        input: xp,
        verdicts: { ...only(['other workspace'], 'wrong-user'), admin: 'not-found', owner: 'not-found' },
      },
    },
  },
  'get /api/v1/agents/:name/stats': { scopes: ['read'], cases: ownAgents('stats') },
  'get /api/v1/agents/:name/analytics': { scopes: ['read'], cases: ownAgents('analytics') },
  'get /api/v1/agents/leaderboard/personal': {
    scopes: ['read'],
    cases: at('/api/v1/agents/leaderboard/personal'),
  },
  'get /api/v1/agents/performance/summary': {
    scopes: ['read'],
    cases: at('/api/v1/agents/performance/summary'),
  },
  'get /api/v1/achievements': { scopes: ['read'], cases: at('/api/v1/achievements') },
  'get /api/v1/leaderboards/team/:id': {
    scopes: ['read'],
    cases: {
      'the red team': {
        id: ({ red }) => red,
        input: team,
        verdicts: only(['team mate', 'subject', 'reader key', 'admin', 'owner'], 'not-found'),
      },
      'the blue team': {
        id: ({ blue }) => blue,
        input: team,
        verdicts: only(['other team', 'admin', 'owner'], 'not-found'),
      },
      'a team abroad': {
        id: ({ foreign }) => foreign.team,
        input: team,
        verdicts: only(['other workspace'], 'not-found'),
      },
    },
  },
  'get /metrics': { scopes: ['read'], cases: at('/metrics') },
  'get /api/v1/backup': {
    scopes: ['admin'],
    cases: {
      'all workspaces': {
        input: () => ({ path: '/api/v1/backup' }),
        verdicts: only(['owner'], 'missing-role'),
      },
    },
  },
  'get /api/v1/info': open('/api/v1/info'),
  'get /': open('/'),
  'get /health': open('/health'),
  'get /ready': open('/ready'),
  'get /openapi.json': open('/openapi.json'),
  'get /docs': open('/docs'),
}
