import { bucketMiddle, dayInZone } from '@arena/core'
import { z } from 'zod'
import { readWorkspace } from '../../read-workspace.ts'
import type { DailyFigures } from '../../store/store.ts'
import { percentOfSuccess } from '../agent-to-rest.ts'
import { findAgent } from '../find-agent.ts'
import { periodNames, periodOfDay } from '../period-of-day.ts'
import { requireAuth, restRoute } from '../rest-route.ts'
import { agentParams, count, seconds, successRate } from '../schema.ts'

const daysInWindow = { daily: 30, weekly: 12 * 7, monthly: 365 } as const
const meanDuration = seconds
  .nullable()
  .meta({ description: 'Seconds, of the successes with a duration, to within 1.6 per cent.' })

export const agentAnalytics = restRoute({
  method: 'get',
  path: '/api/v1/agents/:name/analytics',
  summary: 'How you used an agent over time',
  description: `The last 30 days by day, 12 weeks by ISO week, or 365 days by month, in the workspace's time zone. A report is
in it about a second after it was sent.`,
  scope: 'read',
  params: agentParams,
  query: z.strictObject({ period: z.enum(periodNames).default('weekly') }),
  answer: z.strictObject({
    agent_name: z.string(),
    total_uses: count,
    unique_users: count.meta({ description: '1: these are your own figures.' }),
    avg_session_duration: meanDuration,
    success_rate: successRate,
    xp_generated: z.number().int(),
    trend_data: z
      .array(
        z.strictObject({
          period: z.string().meta({ description: 'YYYY-MM-DD, YYYY-Www or YYYY-MM.' }),
          uses: count,
          xp: z.number().int(),
          avg_duration: meanDuration,
        }),
      )
      .meta({ description: 'The periods with a report, the earliest first.' }),
  }),
  errors: ['not-found'],
  paramExamples: { name: 'python-pro' },
  answerExample: {
    agent_name: 'python-pro',
    total_uses: 9,
    unique_users: 1,
    avg_session_duration: 84.5,
    success_rate: 75,
    xp_generated: 175,
    trend_data: [{ period: '2026-W48', uses: 9, xp: 175, avg_duration: 84.5 }],
  },
  async handle({ params, query }, call) {
    const auth = requireAuth(call)
    const { store, clock } = call.parts.deps
    const agent = await findAgent(auth, params.name, store)
    const { zone } = await readWorkspace(auth.workspaceId, store)
    const today = dayInZone(clock(), zone)
    const days = await store.readDailyFigures({
      workspaceId: auth.workspaceId,
      userId: auth.userId,
      agentKey: agent.key,
      firstDay: today - daysInWindow[query.period] + 1,
      lastDay: today,
    })
    const daysByPeriod = new Map<string, DailyFigures[]>()
    for (const day of days) {
      const name = periodOfDay(query.period, day.day)
      daysByPeriod.set(name, [...(daysByPeriod.get(name) ?? []), day])
    }
    return {
      agent_name: agent.name,
      total_uses: sum(days, uses),
      unique_users: 1,
      avg_session_duration: meanSeconds(days),
      success_rate: percentOfSuccess({
        successes: sum(days, ({ successes }) => successes),
        failures: sum(days, ({ failures }) => failures),
      }),
      xp_generated: sum(days, ({ xp }) => xp),
      trend_data: Array.from(daysByPeriod, ([period, list]) => ({
        period,
        uses: sum(list, uses),
        xp: sum(list, ({ xp }) => xp),
        avg_duration: meanSeconds(list),
      })),
    }
  },
})

function uses({ successes, failures, cancelled, unknown }: DailyFigures): number {
  return successes + failures + cancelled + unknown
}

function sum(days: readonly DailyFigures[], of: (day: DailyFigures) => number): number {
  return days.reduce((total, day) => total + of(day), 0)
}

function meanSeconds(days: readonly DailyFigures[]): number | null {
  const buckets = days.flatMap(({ durations }) => durations)
  const timed = buckets.reduce((total, [, times]) => total + times, 0)
  if (timed === 0) return null
  return buckets.reduce((total, [bucket, times]) => total + bucketMiddle(bucket) * times, 0) / timed / 1000
}
