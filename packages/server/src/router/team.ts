import { z } from 'zod'
import { hasRole, requireRole } from '../access/require-role.ts'
import { requireTeam } from '../access/require-team.ts'
import { type TeamView, teamView } from '../answer/team-view.ts'
import { directoryIdSchema, directoryNameSchema } from '../directory-name-schema.ts'
import { placeMember } from '../member/place-member.ts'
import type { TeamRecord } from '../store/directory.ts'
import type { Store } from '../store/store.ts'
import { createRouter, procedureFor } from './trpc.ts'

const teamIdInput = z.strictObject({ teamId: directoryIdSchema })
const placeInput = teamIdInput.extend({ userId: directoryIdSchema })

export interface TeamAnswer {
  readonly team: TeamView
}

export const teamRouter = createRouter({
  /** One's own, or all for admins. */
  list: procedureFor('read')
    .input(z.strictObject({}).optional())
    .query(async ({ ctx }): Promise<{ readonly teams: readonly TeamView[] }> => {
      const { store } = ctx.parts.deps
      const { workspaceId, teamId } = ctx.auth
      const [teams, members] = await Promise.all([
        store.readTeams(workspaceId),
        store.readMembers(workspaceId),
      ])
      const open = teams.filter(({ id }) => id === teamId || hasRole(ctx.auth, 'admin'))
      return { teams: open.map((team) => teamView(team, members)) }
    }),

  get: procedureFor('read')
    .input(teamIdInput)
    .query(async ({ ctx, input }): Promise<TeamAnswer> => {
      const { store } = ctx.parts.deps
      return answerTeam(await requireTeam(ctx.auth, input.teamId, store), ctx.auth.workspaceId, store)
    }),

  create: procedureFor('admin')
    .input(z.strictObject({ name: directoryNameSchema }))
    .mutation(async ({ ctx, input }): Promise<TeamAnswer> => {
      const { store, clock, newId } = ctx.parts.deps
      requireRole(ctx.auth, 'admin')
      const team = { id: newId(), name: input.name, createdAtInMs: clock(), archivedAtInMs: null }
      return saveTeam(team, ctx.auth.workspaceId, store)
    }),

  rename: procedureFor('admin')
    .input(teamIdInput.extend({ name: directoryNameSchema }))
    .mutation(async ({ ctx, input }): Promise<TeamAnswer> => {
      const { store } = ctx.parts.deps
      requireRole(ctx.auth, 'admin')
      const team = await requireTeam(ctx.auth, input.teamId, store)
      return saveTeam({ ...team, name: input.name }, ctx.auth.workspaceId, store)
    }),

  /** An archived team keeps its boards; an unarchived one goes on. */
  archive: procedureFor('admin')
    .input(teamIdInput.extend({ isArchived: z.boolean().default(true) }))
    .mutation(async ({ ctx, input }): Promise<TeamAnswer> => {
      const { store, clock } = ctx.parts.deps
      requireRole(ctx.auth, 'admin')
      const team = await requireTeam(ctx.auth, input.teamId, store)
      const archivedAtInMs = input.isArchived ? (team.archivedAtInMs ?? clock()) : null
      return saveTeam({ ...team, archivedAtInMs }, ctx.auth.workspaceId, store)
    }),

  addMember: procedureFor('admin')
    .input(placeInput)
    .mutation(async ({ ctx, input }): Promise<TeamAnswer> => {
      const team = await placeMember(input, ctx)
      return answerTeam(team, ctx.auth.workspaceId, ctx.parts.deps.store)
    }),

  removeMember: procedureFor('admin')
    .input(placeInput)
    .mutation(async ({ ctx, input }): Promise<TeamAnswer> => {
      const team = await placeMember({ ...input, isOut: true }, ctx)
      return answerTeam(team, ctx.auth.workspaceId, ctx.parts.deps.store)
    }),
})

async function saveTeam(team: TeamRecord, workspaceId: string, store: Store): Promise<TeamAnswer> {
  await store.changeDirectory(workspaceId, [{ kind: 'team-saved', team }])
  return answerTeam(team, workspaceId, store)
}

async function answerTeam(team: TeamRecord, workspaceId: string, store: Store): Promise<TeamAnswer> {
  return { team: teamView(team, await store.readMembers(workspaceId)) }
}
