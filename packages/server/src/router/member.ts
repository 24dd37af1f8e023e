import { z } from 'zod'
import { memberScopes, requireGrantable } from '../access/grantable-scopes.ts'
import { requireMember } from '../access/require-member.ts'
import { type AgentStats, agentStatsList } from '../answer/agent-stats.ts'
import { type MemberView, memberView } from '../answer/member-view.ts'
import { progressToUserStats, type UserStats } from '../answer/user-stats.ts'
import { directoryIdSchema, directoryNameSchema, zoneSchema } from '../directory-name-schema.ts'
import { type Erasure, eraseMember } from '../erase/erase-member.ts'
import { addMember } from '../member/add-member.ts'
import { changeRole } from '../member/change-role.ts'
import { removeMember, restoreMember } from '../member/remove-member.ts'
import { updateMember } from '../member/update-member.ts'
import { readStanding } from '../read-standing.ts'
import { roles } from '../store/directory.ts'
import { scopes } from '../store/key-record.ts'
import { createRouter, procedureFor } from './trpc.ts'

const userIdInput = z.strictObject({ userId: directoryIdSchema })

export const memberRouter = createRouter({
  list: procedureFor('read')
    .input(z.strictObject({ removed: z.boolean().default(false) }).prefault({}))
    .query(async ({ ctx, input }): Promise<{ readonly members: readonly MemberView[] }> => {
      const members = await ctx.parts.deps.store.readMembers(ctx.auth.workspaceId)
      const shown = members.filter(({ removedAtInMs }) => input.removed || removedAtInMs === null)
      return { members: shown.map(memberView) }
    }),

  get: procedureFor('read')
    .input(userIdInput)
    .query(async ({ ctx, input }): Promise<MemberProfile> => {
      const { store, clock } = ctx.parts.deps
      const member = await requireMember(ctx.auth, input.userId, store)
      const id = { workspaceId: ctx.auth.workspaceId, userId: member.id }
      return {
        member: memberView(member),
        stats: progressToUserStats(await readStanding(id, store), clock()),
        agents: agentStatsList(await store.readAgents(id)),
      }
    }),

  update: procedureFor('admin')
    .input(
      z.strictObject({
        /** Oneself unless given. */
        userId: directoryIdSchema.optional(),
        name: directoryNameSchema.optional(),
        zone: zoneSchema.optional(),
        isProfileVisible: z.boolean().optional(),
        isOnBoards: z.boolean().optional(),
      }),
    )
    .mutation(async ({ ctx, input }): Promise<{ readonly member: MemberView }> => {
      const { userId = ctx.auth.userId, ...fields } = input
      return { member: memberView(await updateMember({ userId, ...fields }, ctx)) }
    }),

  add: procedureFor('admin')
    .input(
      z.strictObject({
        name: directoryNameSchema,
        teamId: directoryIdSchema.optional(),
        scopes: z
          .array(z.enum(scopes))
          .min(1)
          .max(scopes.length)
          .default([...memberScopes]),
      }),
    )
    .mutation(async ({ ctx, input }): Promise<{ readonly userId: string; readonly key: string }> => {
      requireGrantable(ctx.auth, input.scopes)
      const { userId, key } = await addMember(input, ctx)
      return { userId, key }
    }),

  setRole: procedureFor('admin')
    .input(userIdInput.extend({ role: z.enum(roles) }))
    .mutation(async ({ ctx, input }): Promise<{ readonly member: MemberView }> => {
      return { member: memberView(await changeRole(input, ctx)) }
    }),

  remove: procedureFor('admin')
    .input(userIdInput)
    .mutation(async ({ ctx, input }): Promise<{ readonly member: MemberView }> => {
      return { member: memberView(await removeMember(input.userId, ctx)) }
    }),

  /** Texts and names; a membership goes on, or has ended before. To be called until `nextReportId` is null. */
  erase: procedureFor('admin')
    .input(
      z
        .strictObject({
          /** Oneself unless given. */
          userId: directoryIdSchema.optional(),
          keepNames: z.boolean().default(false),
          afterReportId: z.string().max(200).default(''),
        })
        .prefault({}),
    )
    .mutation(({ ctx, input }): Promise<Erasure> => eraseMember(input, ctx)),

  restore: procedureFor('admin')
    .input(userIdInput)
    .mutation(async ({ ctx, input }): Promise<{ readonly member: MemberView }> => {
      return { member: memberView(await restoreMember(input.userId, ctx)) }
    }),
})

/** What a member shows of himself. */
export interface MemberProfile {
  readonly member: MemberView
  readonly stats: UserStats
  readonly agents: readonly AgentStats[]
}
