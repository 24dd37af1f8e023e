import { dayInZone, levelForXp } from '@arena/core'
import { z } from 'zod'
import { readStanding } from '../../read-standing.ts'
import { agentToRest } from '../agent-to-rest.ts'
import { requireAuth, restRoute } from '../rest-route.ts'
import { count } from '../schema.ts'

const agentsShown = 5

export const performanceSummary = restRoute({
  method: 'get',
  path: '/api/v1/agents/performance/summary',
  summary: 'You and your agents at a glance',
  scope: 'read',
  answer: z.strictObject({
    summary: z.strictObject({
      unique_agents: count,
      total_xp: z.number().int().meta({ description: 'Yours, rewards of achievements included.' }),
      current_level: z.number().int().min(1),
      avg_agent_level: z.number().min(1).nullable().meta({ description: 'Null without an agent.' }),
      total_tasks: count.meta({ description: 'Successes.' }),
      errors_resolved: count,
    }),
    recent_activity: z.strictObject({
      tasks_last_7_days: count.meta({ description: 'All reports of the last seven days.' }),
      xp_last_7_days: z.number().int().meta({ description: 'Without the rewards of achievements.' }),
    }),
    top_agents: z
      .array(z.strictObject({ name: z.string(), xp: z.number().int(), level: z.number().int().min(1) }))
      .max(agentsShown),
  }),
  answerExample: {
    summary: {
      unique_agents: 1,
      total_xp: 225,
      current_level: 2,
      avg_agent_level: 2,
      total_tasks: 6,
      errors_resolved: 1,
    },
    recent_activity: { tasks_last_7_days: 9, xp_last_7_days: 175 },
    top_agents: [{ name: 'python-pro', xp: 175, level: 2 }],
  },
  async handle(_, call) {
    const { workspaceId, userId } = requireAuth(call)
    const { store, clock } = call.parts.deps
    const agents = (await store.readAgents({ workspaceId, userId })).map(agentToRest)
    const { workspace, progress } = await readStanding({ workspaceId, userId }, store)
    const today = dayInZone(clock(), workspace.zone)
    const days = await store.readDailyFigures({ workspaceId, userId, firstDay: today - 6, lastDay: today })
    const levels = agents.map(({ level }) => level)
    return {
      summary: {
        unique_agents: agents.length,
        total_xp: progress.xp,
        current_level: levelForXp(progress.xp).level,
        avg_agent_level: levels.length === 0 ? null : total(levels) / levels.length,
        total_tasks: progress.counts.successes,
        errors_resolved: progress.counts.errorsResolved,
      },
      recent_activity: {
        tasks_last_7_days: total(
          days.map((day) => day.successes + day.failures + day.cancelled + day.unknown),
        ),
        xp_last_7_days: total(days.map(({ xp }) => xp)),
      },
      top_agents: agents
        .sort((a, b) => b.xp - a.xp || (a.agent_id < b.agent_id ? -1 : 1))
        .slice(0, agentsShown)
        .map(({ agent_name, xp, level }) => ({ name: agent_name, xp, level })),
    }
  },
})

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0)
}
