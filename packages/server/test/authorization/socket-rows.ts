import type { Actor } from './actors.ts'
import { all, only, type Row } from './expectation.ts'
import type { World } from './world.ts'

type Cases = Row<string>['cases']
const own = ({ actors }: World, actor: Actor) => actors[actor].userId
const teams = (input: (id: string) => string): Cases => ({
  'the red team': {
    id: ({ red }) => red,
    input,
    verdicts: only(['team mate', 'subject', 'reader key', 'admin', 'owner'], 'not-found'),
  },
  'the blue team': {
    id: ({ blue }) => blue,
    input,
    verdicts: only(['other team', 'admin', 'owner'], 'not-found'),
  },
  'a team abroad': {
    id: ({ foreign }) => foreign.team,
    input,
    verdicts: only(['other workspace'], 'not-found'),
  },
})

/** What each kind of address has to answer whom; the input is the path. */
export const socketRows: Readonly<Record<string, Row<string>>> = {
  notifications: {
    scopes: ['read'],
    cases: {
      'the caller': { input: () => '/ws/notifications/me', verdicts: all },
      'the caller, named': { id: own, input: (id) => `/ws/notifications/${id}`, verdicts: all },
      'a team mate': {
        id: ({ actors }) => actors['team mate'].userId,
        input: (id) => `/ws/notifications/${id}`,
        verdicts: only(['team mate'], 'wrong-user'),
      },
      'one abroad': {
        id: ({ foreign }) => foreign.userId,
        input: (id) => `/ws/notifications/${id}`,
        verdicts: { rest: 'wrong-user' },
      },
    },
  },
  team: {
    scopes: ['read'],
    cases: {
      ...teams((id) => `/ws/team/${id}`),
      'the red team as a team mate': {
        id: ({ actors }) => actors['team mate'].userId,
        input: (id, { red }) => `/ws/team/${red}?user_id=${id}`,
        verdicts: only(['team mate'], 'wrong-user'),
      },
    },
  },
}

const message = (type: string, id?: string) =>
  JSON.stringify({ type, data: id === undefined ? {} : { team_id: id } })

/** What each message of a client has to answer whom; the input is the message. */
export const messageRows: Readonly<Record<string, Row<string>>> = {
  ping: { scopes: ['read'], cases: { 'the caller': { input: () => message('ping'), verdicts: all } } },
  get_status: {
    scopes: ['read'],
    cases: { 'the caller': { input: () => message('get_status'), verdicts: all } },
  },
  subscribe_team: { scopes: ['read'], cases: teams((id) => message('subscribe_team', id)) },
  unsubscribe_team: {
    scopes: ['read'],
    cases: {
      'a team that is not followed': {
        input: (_, { red }) => message('unsubscribe_team', red),
        verdicts: all,
      },
    },
  },
}
