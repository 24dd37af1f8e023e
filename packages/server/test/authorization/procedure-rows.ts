import { boardCases } from './board-cases.ts'
import { all, only, type Row } from './expectation.ts'
import {
  erasing,
  managing,
  managingTeams,
  nothing,
  onlyAbroad,
  own,
  ownAgents,
  plain,
  plainAbroad,
  profiles,
  renaming,
  reports,
  submission,
  teams,
  topics,
  withId,
  withTeamId,
  withUserId,
} from './procedure-cases.ts'
import { adminsOfAbroad, adminsOfHome, staff } from './staff-verdicts.ts'
import { commonAgent, foreignProject, homeProject } from './world.ts'

/** What each procedure of the router has to answer whom. */
export const procedureRows: Readonly<Record<string, Row>> = {
  'report.submit': {
    scopes: ['report:write'],
    cases: {
      'the caller': { input: () => submission(), verdicts: all },
      'the caller, named': { id: own, input: (userId) => submission(userId), verdicts: all },
      'a member': {
        id: plain,
        input: (userId) => submission(userId),
        verdicts: { ...only(['admin', 'owner'], 'wrong-user'), 'other workspace': 'not-found' },
      },
      'one abroad': {
        id: plainAbroad,
        input: (userId) => submission(userId),
        verdicts: { ...only(['other workspace'], 'wrong-user'), admin: 'not-found', owner: 'not-found' },
      },
    },
  },
  'report.explain': { scopes: ['read'], cases: reports({}) },
  'report.amend': { scopes: ['report:write', 'review'], cases: reports({ outcome: 'failure' }) },
  'report.void': { scopes: ['report:write', 'review'], cases: reports({}) },
  'report.erase': { scopes: ['admin'], cases: erasing },
  'agent.list': {
    scopes: ['read'],
    cases: { ...profiles(withUserId), 'the caller, unnamed': { ...nothing, verdicts: all } },
  },
  'agent.get': {
    scopes: ['read'],
    cases: {
      ...profiles((userId) => ({ agent: commonAgent, userId })),
      ...ownAgents((agent) => ({ agent })),
    },
  },
  'agent.rename': { scopes: ['report:write'], cases: ownAgents(renaming) },
  'agent.describe': { scopes: ['report:write'], cases: ownAgents((agent) => ({ agent, category: 'x' })) },
  'me.get': { scopes: ['read'], cases: { 'the caller': { ...nothing, verdicts: all } } },
  'board.top': { scopes: ['read'], cases: boardCases((board) => board) },
  'board.around': { scopes: ['read'], cases: boardCases((board) => ({ ...board, id: commonAgent })) },
  'achievement.list': { scopes: ['read'], cases: { 'the caller': { ...nothing, verdicts: all } } },
  'update.subscribe': { scopes: ['read'], cases: topics },
  'ticket.create': { scopes: ['read'], cases: { 'the caller': { ...nothing, verdicts: all } } },
  'key.create': {
    scopes: ['admin'],
    cases: {
      'the caller': { input: () => ({ name: 'x', scopes: ['read'] }), verdicts: all },
      'more than the caller has': {
        input: () => ({ name: 'x', scopes: ['report:any-user'] }),
        verdicts: staff,
      },
      ...managing((userId) => ({ name: 'x', scopes: ['read'], userId })),
    },
  },
  'key.list': { scopes: ['admin'], cases: { 'the caller': { ...nothing, verdicts: all } } },
  'key.revoke': {
    scopes: ['admin'],
    cases: {
      "the caller's": {
        id: ({ makeKeyOf, actors }, actor) => makeKeyOf(actors[actor]),
        input: withId,
        verdicts: all,
      },
      "a team mate's": {
        id: ({ makeKeyOf, actors }) => makeKeyOf(actors['team mate']),
        input: withId,
        verdicts: only(['team mate', 'admin', 'owner'], 'not-found'),
      },
      "an owner's": {
        id: ({ makeKeyOf, actors }) => makeKeyOf(actors.owner),
        input: withId,
        verdicts: { ...only(['owner'], 'not-found'), admin: 'missing-role' },
      },
      'one abroad': {
        id: ({ makeKeyOf, foreign }) => makeKeyOf(foreign),
        input: withId,
        verdicts: onlyAbroad,
      },
    },
  },
  'ledger.verify': { scopes: ['admin'], cases: { 'the workspace': { ...nothing, verdicts: staff } } },
  'ledger.export': {
    scopes: ['read'],
    cases: {
      'the caller': { ...nothing, verdicts: all },
      everyone: { input: () => ({ all: true }), verdicts: staff },
      'a member': {
        id: plain,
        input: withUserId,
        verdicts: { ...only(['admin', 'owner'], 'missing-role'), 'other workspace': 'not-found' },
      },
      'one abroad': {
        id: plainAbroad,
        input: withUserId,
        verdicts: { ...only(['other workspace'], 'missing-role'), admin: 'not-found', owner: 'not-found' },
      },
    },
  },
  'workspace.get': { scopes: ['read'], cases: { 'the workspace': { ...nothing, verdicts: all } } },
  'workspace.update': {
    scopes: ['admin'],
    cases: { 'the workspace': { input: () => ({ maxBasePoints: 100 }), verdicts: staff } },
  },
  'workspace.create': {
    scopes: ['admin'],
    cases: {
      'a new one': {
        input: () => ({ name: 'new', ownerName: 'new', zone: 'UTC' }),
        verdicts: only(['owner', 'other workspace'], 'missing-role'),
      },
    },
  },
  'member.list': { scopes: ['read'], cases: { 'the workspace': { ...nothing, verdicts: all } } },
  'member.get': { scopes: ['read'], cases: profiles(withUserId) },
  'member.update': {
    scopes: ['admin'],
    cases: {
      'the caller': {
        id: own,
        input: (userId) => ({ userId, isOnBoards: true, zone: 'UTC' }),
        verdicts: all,
      },
      'the caller, unnamed': { input: () => ({ isProfileVisible: true }), verdicts: all },
      'who sees a member': {
        id: plain,
        input: (userId) => ({ userId, isProfileVisible: false }),
        verdicts: {
          admin: 'wrong-user',
          owner: 'wrong-user',
          'other workspace': 'not-found',
          rest: 'missing-role',
        },
      },
      ...managing((userId) => ({ userId, zone: 'UTC' })),
    },
  },
  'member.add': {
    scopes: ['admin'],
    cases: {
      'a new one': {
        input: (_, { makeName, actors }, actor) => ({ name: makeName(actors[actor].workspaceId) }),
        verdicts: staff,
      },
      ...managingTeams((teamId, { makeName, actors }, actor) => ({
        teamId,
        name: makeName(actors[actor].workspaceId),
      })),
    },
  },
  'member.setRole': {
    scopes: ['admin'],
    cases: {
      'a member': {
        id: plain,
        input: (userId) => ({ userId, role: 'admin' }),
        verdicts: { owner: 'ok', 'other workspace': 'not-found', rest: 'missing-role' },
      },
      'a member abroad': {
        id: plainAbroad,
        input: (userId) => ({ userId, role: 'admin' }),
        verdicts: { owner: 'not-found', 'other workspace': 'ok', rest: 'missing-role' },
      },
    },
  },
  'member.remove': { scopes: ['admin'], cases: managing(withUserId) },
  'member.restore': { scopes: ['admin'], cases: managing(withUserId) },
  'member.erase': {
    scopes: ['admin'],
    cases: {
      'the caller': { id: own, input: withUserId, verdicts: all },
      'the caller, unnamed': { ...nothing, verdicts: all },
      ...managing(withUserId),
    },
  },
  'invitation.create': {
    scopes: ['admin'],
    cases: {
      'a member': { input: () => ({}), verdicts: staff },
      'an admin': {
        input: () => ({ role: 'admin' }),
        verdicts: only(['owner', 'other workspace'], 'missing-role'),
      },
      ...managingTeams(withTeamId),
    },
  },
  'invitation.list': { scopes: ['admin'], cases: { 'the workspace': { ...nothing, verdicts: staff } } },
  'invitation.revoke': {
    scopes: ['admin'],
    cases: {
      'one at home': { id: ({ makeInvitation }) => makeInvitation(), input: withId, verdicts: adminsOfHome },
      'one abroad': {
        id: ({ makeInvitation, foreign }) => makeInvitation(foreign.workspaceId),
        input: withId,
        verdicts: adminsOfAbroad,
      },
    },
  },
  'invitation.accept': {
    scopes: null,
    cases: {
      'a good code': {
        id: ({ makeInvitation }) => makeInvitation(),
        input: (code, { makeName }) => ({ code, name: makeName() }),
        verdicts: all,
      },
      'a bad code': {
        input: (_, { makeName }) => ({ code: 'invite_x', name: makeName() }),
        verdicts: { rest: 'invalid-invitation' },
      },
    },
  },
  'team.list': { scopes: ['read'], cases: { 'the workspace': { ...nothing, verdicts: all } } },
  'team.get': { scopes: ['read'], cases: teams(withTeamId) },
  'team.create': {
    scopes: ['admin'],
    cases: {
      'a new one': {
        input: (_, { makeName, actors }, actor) => ({ name: makeName(actors[actor].workspaceId) }),
        verdicts: staff,
      },
    },
  },
  'team.rename': {
    scopes: ['admin'],
    cases: managingTeams((teamId, { makeName, actors }, actor) => ({
      teamId,
      name: makeName(actors[actor].workspaceId),
    })),
  },
  'team.archive': { scopes: ['admin'], cases: managingTeams(withTeamId) },
  'team.addMember': {
    scopes: ['admin'],
    cases: {
      'a member': {
        id: plain,
        input: (userId, { blue }) => ({ teamId: blue, userId }),
        verdicts: adminsOfHome,
      },
      'a member abroad': {
        id: plainAbroad,
        input: (userId, { foreign }) => ({ teamId: foreign.team, userId }),
        verdicts: adminsOfAbroad,
      },
      'one abroad into a team at home': {
        id: plainAbroad,
        input: (userId, { red }) => ({ teamId: red, userId }),
        verdicts: {
          admin: 'not-found',
          owner: 'not-found',
          'other workspace': 'not-found',
          rest: 'missing-role',
        },
      },
    },
  },
  'team.removeMember': {
    scopes: ['admin'],
    cases: {
      'oneself, who is elsewhere': {
        input: (_, world, actor) => ({ teamId: world.foreign.team, userId: own(world, actor) }),
        verdicts: { rest: 'not-found' },
      },
      'a member': {
        id: plain,
        input: (userId, { red }) => ({ teamId: red, userId }),
        verdicts: adminsOfHome,
      },
      'a member abroad': {
        id: ({ makeMember, foreign }) => makeMember({ workspaceId: foreign.workspaceId, team: foreign.team }),
        input: (userId, { foreign }) => ({ teamId: foreign.team, userId }),
        verdicts: adminsOfAbroad,
      },
    },
  },
  'project.list': { scopes: ['read'], cases: { 'the workspace': { ...nothing, verdicts: all } } },
  'project.create': {
    scopes: ['admin'],
    cases: {
      'a new one': {
        input: (_, { makeName, actors }, actor) => ({ name: makeName(actors[actor].workspaceId) }),
        verdicts: staff,
      },
    },
  },
  'project.archive': {
    scopes: ['admin'],
    cases: {
      'one at home': {
        id: () => homeProject,
        input: (name) => ({ name, isArchived: false }),
        verdicts: adminsOfHome,
      },
      'one abroad': {
        id: () => foreignProject,
        input: (name) => ({ name, isArchived: false }),
        verdicts: adminsOfAbroad,
      },
    },
  },
}
