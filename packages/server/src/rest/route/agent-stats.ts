import { currentStreak, dayInZone } from '@arena/core'
import { z } from 'zod'
import { progressToAgentStats } from '../../answer/agent-stats.ts'
import { readStanding } from '../../read-standing.ts'
import { agentToRest } from '../agent-to-rest.ts'
import { findAgent } from '../find-agent.ts'
import { requireAuth, restRoute } from '../rest-route.ts'
import { agentParams, agentStatsShape, count, seconds } from '../schema.ts'

const share = z.number().min(0).max(1).nullable()
const notKept = 'Always null: Arena keeps no such figure.'

export const agentStats = restRoute({
  method: 'get',
  path: '/api/v1/agents/:name/stats',
  summary: 'One of your agents in figures',
  scope: 'read',
  params: agentParams,
  answer: z.strictObject({
    ...agentStatsShape,
    errors_resolved: count,
    fastest_completion: seconds.nullable().meta({ description: notKept }),
    response_quality_avg: share.meta({
      description:
        "Mean of the reports' quality, each the mean of the scores it gave. Null while there is none.",
    }),
    user_satisfaction_avg: share.meta({ description: notKept }),
    complexity_handled_avg: z.number().nullable().meta({ description: notKept }),
    streak_days: count.meta({ description: 'Yours, over all agents.' }),
    longest_streak: count,
  }),
  errors: ['not-found'],
  paramExamples: { name: 'python-pro' },
  answerExample: {
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
    errors_resolved: 1,
    fastest_completion: null,
    response_quality_avg: 0.875,
    user_satisfaction_avg: null,
    complexity_handled_avg: null,
    streak_days: 3,
    longest_streak: 5,
  },
  async handle({ params }, call) {
    const auth = requireAuth(call)
    const { store, clock } = call.parts.deps
    const agent = await findAgent(auth, params.name, store)
    const { errorsResolved, meanQuality } = progressToAgentStats(agent)
    const { days, user, progress } = await readStanding(auth, store)
    return {
      ...agentToRest(agent),
      errors_resolved: errorsResolved,
      fastest_completion: null,
      response_quality_avg: meanQuality,
      user_satisfaction_avg: null,
      complexity_handled_avg: null,
      streak_days: currentStreak(days, dayInZone(clock(), user.zone)),
      longest_streak: progress.longestStreakDays,
    }
  },
})
