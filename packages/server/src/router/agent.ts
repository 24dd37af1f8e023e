import { agentNameSchema, plainText } from '@arena/core'
import { z } from 'zod'
import { requireMember } from '../access/require-member.ts'
import { findAgent } from '../agent/find-agent.ts'
import { renameAgent } from '../agent/rename-agent.ts'
import { type AgentStats, agentStatsList, progressToAgentStats } from '../answer/agent-stats.ts'
import { directoryIdSchema } from '../directory-name-schema.ts'
import { createRouter, procedureFor } from './trpc.ts'

const agent = z.string().min(1).max(200)
/** Oneself unless given. */
const userId = directoryIdSchema.optional()

export const agentRouter = createRouter({
  list: procedureFor('read')
    .input(z.strictObject({ userId }).prefault({}))
    .query(async ({ ctx, input }): Promise<{ readonly agents: readonly AgentStats[] }> => {
      const { store } = ctx.parts.deps
      const { id } = await requireMember(ctx.auth, input.userId ?? ctx.auth.userId, store)
      return {
        agents: agentStatsList(await store.readAgents({ workspaceId: ctx.auth.workspaceId, userId: id })),
      }
    }),

  /** By any name under which it reports or reported. */
  get: procedureFor('read')
    .input(z.strictObject({ agent, userId }))
    .query(async ({ ctx, input }): Promise<AgentStats> => {
      const { store } = ctx.parts.deps
      const { id } = await requireMember(ctx.auth, input.userId ?? ctx.auth.userId, store)
      const owner = { workspaceId: ctx.auth.workspaceId, userId: id }
      return progressToAgentStats(await findAgent(owner, input.agent, store))
    }),

  /** Keeps its history; reports under its old names still count for it. */
  rename: procedureFor('report:write')
    .input(z.strictObject({ agent, name: agentNameSchema }))
    .mutation(async ({ ctx, input }): Promise<AgentStats> => {
      const { store } = ctx.parts.deps
      await renameAgent(ctx.auth, input, store)
      return progressToAgentStats(await findAgent(ctx.auth, input.name, store))
    }),

  /** What people call it and what it is for; null takes a text away. */
  describe: procedureFor('report:write')
    .input(
      z.strictObject({
        agent,
        displayName: plainText({ min: 1, max: 200 }).nullable().optional(),
        category: plainText({ min: 1, max: 50 }).nullable().optional(),
        specialties: z
          .array(plainText({ min: 1, max: 50 }))
          .max(20)
          .optional(),
      }),
    )
    .mutation(async ({ ctx, input }): Promise<AgentStats> => {
      const { store } = ctx.parts.deps
      const { workspaceId, userId } = ctx.auth
      const { agent: name, ...description } = input
      const { key: agentKey } = await findAgent(ctx.auth, name, store)
      await store.changeDirectory(workspaceId, [{ kind: 'agent-changed', userId, agentKey, ...description }])
      return progressToAgentStats(await findAgent(ctx.auth, name, store))
    }),
})
