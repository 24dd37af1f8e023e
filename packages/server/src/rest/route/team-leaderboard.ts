import { boardWindows } from '@arena/core'
import { z } from 'zod'
import { answerBoard } from '../../answer/board/answer-board.ts'
import { topInput } from '../../answer/board/board-question.ts'
import { percentOfSuccess } from '../agent-to-rest.ts'
import { requireAuth, restRoute } from '../rest-route.ts'
import { count, seconds, successRate } from '../schema.ts'

const sortByKey = {
  xp: 'xp',
  level: 'level',
  success_rate: 'success-rate',
  avg_task_time: 'mean-duration',
} as const

const date = z.iso.date()

export const teamLeaderboard = restRoute({
  method: 'get',
  path: '/api/v1/leaderboards/team/:id',
  summary: 'The leaderboard of a team',
  description:
    'For its members, and for admins of the workspace. A report is in it about a second after it was sent.',
  scope: 'read',
  params: z.strictObject({ id: z.string().min(1).max(200).meta({ description: 'Id or name of a team.' }) }),
  query: z.strictObject({
    subject: z.enum(['agent', 'user']).default('agent'),
    window: z.enum(boardWindows).default('week'),
    sort_by: z.enum(Object.keys(sortByKey) as (keyof typeof sortByKey)[]).default('xp'),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  answer: z.strictObject({
    team_id: z.string(),
    subject: z.enum(['agent', 'user']),
    window: z.enum(boardWindows),
    period_start: date,
    period_end: date.nullable().meta({ description: 'Null for all time.' }),
    entries: z.array(
      z.strictObject({
        rank: z.number().int().min(1).nullable().meta({ description: 'Null where too little was measured.' }),
        id: z.string(),
        name: z.string(),
        xp: z.number().int(),
        level: z.number().int().min(1),
        total_calls: count,
        success_rate: successRate,
        avg_task_time: seconds.nullable(),
        is_mine: z.boolean(),
      }),
    ),
  }),
  errors: ['not-found'],
  paramExamples: { id: 'TEAM' },
  answerExample: {
    team_id: 'TEAM',
    subject: 'agent',
    window: 'week',
    period_start: '2026-11-23',
    period_end: '2026-11-29',
    entries: [
      {
        rank: 1,
        id: 'python-pro',
        name: 'python-pro',
        xp: 175,
        level: 2,
        total_calls: 9,
        success_rate: 75,
        avg_task_time: 84.5,
        is_mine: true,
      },
    ],
  },
  async handle({ params, query }, call) {
    const { subject, window, limit } = query
    const question = topInput.parse({
      ...{ subject, window, limit },
      sort: sortByKey[query.sort_by],
      scope: 'team',
      team: params.id,
    })
    const board = await answerBoard(question, { auth: requireAuth(call), ...call.parts.deps })
    return {
      team_id: board.scopeId,
      subject,
      window,
      period_start: board.periodStart,
      period_end: board.periodEnd,
      entries: board.entries.map((entry) => ({
        rank: entry.rank,
        id: entry.id,
        name: entry.name,
        xp: entry.xp,
        level: entry.level,
        total_calls: entry.reports,
        success_rate: percentOfSuccess(entry),
        avg_task_time: entry.meanDurationInMs === null ? null : entry.meanDurationInMs / 1000,
        is_mine: entry.isMine,
      })),
    }
  },
})
