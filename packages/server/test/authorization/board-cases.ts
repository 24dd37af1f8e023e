import { all, only, type Row, type Verdicts } from './expectation.ts'
import { commonProject, foreignProject, homeProject } from './world.ts'

/** Every place that a board can have; another user's own board is for admins. */
export function boardCases(input: (board: Readonly<Record<string, string>>) => unknown): Row['cases'] {
  const notAbroad: Verdicts = { 'other workspace': 'not-found', rest: 'ok' }
  const ofProject = (project: string) => input({ scope: 'project', project })
  const ofTeam = (team: string) => input({ scope: 'team', team })
  const ofUser = (userId: string) => input({ scope: 'user', userId })
  return {
    'the workspace': { input: () => input({}), verdicts: all },
    "the caller's team": {
      input: () => input({ scope: 'team' }),
      verdicts: only(['other team', 'team mate', 'subject', 'reader key'], 'not-found'),
    },
    'the red team': {
      id: ({ red }) => red,
      input: ofTeam,
      verdicts: only(['team mate', 'subject', 'reader key', 'admin', 'owner'], 'not-found'),
    },
    'a team abroad': {
      id: ({ foreign }) => foreign.team,
      input: ofTeam,
      verdicts: only(['other workspace'], 'not-found'),
    },
    'the caller': { input: () => input({ scope: 'user' }), verdicts: all },
    'a team mate': {
      id: ({ actors }) => actors['team mate'].userId,
      input: ofUser,
      verdicts: { ...only(['team mate', 'admin', 'owner'], 'missing-role'), 'other workspace': 'not-found' },
    },
    'a member abroad': {
      id: ({ foreign }) => foreign.userId,
      input: ofUser,
      verdicts: { ...only(['other workspace'], 'missing-role'), admin: 'not-found', owner: 'not-found' },
    },
    'a project of both': { id: () => commonProject, input: ofProject, verdicts: all },
    'a project at home': { id: () => homeProject, input: ofProject, verdicts: notAbroad },
    'a project abroad': {
      id: () => foreignProject,
      input: ofProject,
      verdicts: only(['other workspace'], 'not-found'),
    },
  }
}
