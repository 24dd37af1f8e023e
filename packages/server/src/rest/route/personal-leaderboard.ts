import { z } from 'zod'
import { agentToRest } from '../agent-to-rest.ts'
import { requireAuth, restRoute } from '../rest-route.ts'
import { agentStatsShape } from '../schema.ts'

const sortKeys = ['xp', 'level', 'success_rate', 'avg_task_time'] as const
type Row = ReturnType<typeof agentToRest>

export const personalLeaderboard = restRoute({
  method: 'get',
  path: '/api/v1/agents/leaderboard/personal',
  summary: 'Your agents in order',
  description: 'The highest first, for avg_task_time the lowest; what was not measured comes last.',
  scope: 'read',
  query: z.strictObject({
    sort_by: z.enum(sortKeys).default('xp'),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  answer: z.array(z.strictObject(agentStatsShape)),
  answerExample: [
    {
      agent_id: 'python-pro',
      agent_name: 'python-pro',
      level: 2,
      xp: 175,
      total_calls: 9,
      successful_tasks: 6,
      failed_tasks: 2,
      success_rate: 75,
      avg_task_time: 84.5,
      last_used: '2026-11-25T10:00:00.000Z',
    },
  ],
  async handle({ query }, call) {
    const { workspaceId, userId } = requireAuth(call)
    const agents = await call.parts.deps.store.readAgents({ workspaceId, userId })
    return agents.map(agentToRest).sort(comparing(query.sort_by)).slice(0, query.limit)
  },
})

function comparing(key: (typeof sortKeys)[number]): (a: Row, b: Row) => number {
  const sign = key === 'avg_task_time' ? 1 : -1
  return (a, b) => compareValues(a[key], b[key], sign) || b.xp - a.xp || (a.agent_id < b.agent_id ? -1 : 1)
}

function compareValues(a: number | null, b: number | null, sign: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return sign * (a - b)
}
