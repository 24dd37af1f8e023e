import { ArenaError, agentKey } from '@arena/core'
import { z } from 'zod'
import { type AgentStats, progressToAgentStats } from '../answer/agent-stats.ts'
import { createRouter, procedureFor } from './trpc.ts'

export const agentRouter = createRouter({
  list: procedureFor('read')
    .input(z.strictObject({}).optional())
    .query(async ({ ctx }): Promise<{ readonly agents: readonly AgentStats[] }> => {
      const agents = await ctx.parts.deps.store.readAgents(ctx.auth)
      return {
        agents: agents.map(progressToAgentStats).sort((a, b) => b.xp - a.xp || (a.name < b.name ? -1 : 1)),
      }
    }),

  get: procedureFor('read')
    .input(z.strictObject({ agent: z.string().min(1).max(200) }))
    .query(async ({ ctx, input }): Promise<AgentStats> => {
      const agents = await ctx.parts.deps.store.readAgents(ctx.auth)
      const agent = agents.find(({ key }) => key === agentKey(input.agent))
      if (!agent) throw new ArenaError('not-found', 'You have no reports of an agent of this name.')
      return progressToAgentStats(agent)
    }),
})
