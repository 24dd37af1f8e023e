import {
  ArenaError,
  agentKey,
  batchSchemaVersion,
  levelForXp,
  type RejectedAnswer,
  reportSchema,
} from '@arena/core'
import { z } from 'zod'
import { isoTime } from '../../iso-time.ts'
import { submitReports } from '../../submit-reports.ts'
import { idempotentReportId } from '../idempotent-report-id.ts'
import { requireAuth, restRoute } from '../rest-route.ts'
import { agentParams } from '../schema.ts'
import { xpBodySchema } from '../xp-body.ts'
import { xpBodyToReport } from '../xp-body-to-report.ts'

const visibleAscii = /^[\x21-\x7e]{1,255}$/

export const trackXp = restRoute({
  method: 'post',
  path: '/api/v1/agents/:name/xp',
  summary: 'Report one call of an agent',
  description: `The server decides what it is worth. Sent again under the same \`report_id\` or \`Idempotency-Key\`, a report
is counted once, however late, and answered with its first result. These ids are for ever: another report needs another one.
Without either, each request counts.`,
  scope: 'report:write',
  params: agentParams,
  headers: z.object({
    'idempotency-key': z
      .string()
      .regex(visibleAscii, { message: 'must be 1 to 255 visible ASCII characters' })
      .optional()
      .meta({ description: 'Stands for the id of a report that has no `report_id`.' }),
  }),
  body: xpBodySchema,
  answer: z.strictObject({
    id: reportSchema.shape.id,
    xp_gained: z.number().int(),
    total_xp: z.number().int().meta({ description: "The agent's." }),
    level_before: z.number().int(),
    level_after: z.number().int(),
    level_up: z.boolean(),
    achievements_unlocked: z.array(z.string()),
    rank: z
      .strictObject({ now: z.number().int(), before: z.number().int().nullable() })
      .nullable()
      .meta({ description: "The agent's place on the workspace's board of the week." }),
  }),
  errors: ['invalid-report', 'report-conflict', 'backdate-not-allowed', 'wrong-user'],
  paramExamples: { name: 'python-pro' },
  bodyExamples: [
    {
      name: 'A task',
      value: {
        agent_name: 'python-pro',
        action_type: 'task_completion',
        task_description: 'Created FastAPI endpoint',
        task_complexity: 'medium',
        task_duration: 120,
        success: true,
        base_points: 15,
        response_quality: 0.9,
        user_satisfaction: 0.85,
      },
    },
    {
      name: 'A resolved error with evidence',
      value: {
        action_type: 'error_resolution',
        task_complexity: 'complex',
        task_duration: 120,
        bonus_points: 30,
        response_quality: 0.9,
        evidence_type: 'bug_resolution',
        evidence_data: { ticket: 'A-17', improvement_factor: 2 },
      },
    },
    { name: 'A failure', value: { outcome: 'failure', task_duration: 12.5, project: 'shop' } },
  ],
  answerExample: {
    id: '018f3c1e-7b5a-7c3d-9e2f-4a5b6c7d8e9f',
    xp_gained: 33,
    total_xp: 33,
    level_before: 1,
    level_after: 1,
    level_up: false,
    achievements_unlocked: ['First Steps'],
    rank: { now: 1, before: null },
  },
  async handle({ params, headers, body }, call) {
    const auth = requireAuth(call)
    if (body.agent_name != null && agentKey(body.agent_name) !== agentKey(params.name)) {
      const issues = [{ path: 'agent_name', message: 'names another agent than the path' }]
      throw new ArenaError('invalid-input', 'agent_name: names another agent than the path', { issues })
    }
    const { clock, newId } = call.parts.deps
    const userId = body.user_id ?? auth.userId
    const key = headers['idempotency-key']
    const id =
      body.report_id ??
      (key === undefined ? newId() : idempotentReportId({ workspaceId: auth.workspaceId, userId }, key))
    const { answers } = await submitReports(
      {
        schema: batchSchemaVersion,
        reports: [{ ...xpBodyToReport(body, params.name), id }],
        userId,
        stamp: { occurredAt: isoTime(clock()) },
      },
      { ...call, auth },
    )
    const [answer] = answers
    if (!answer) throw new Error('a report was not answered')
    if (answer.status === 'rejected')
      throw rejection(answer, body.report_id == null ? 'idempotency-key' : 'report_id')
    if (answer.status === 'duplicate') call.setHeader('idempotency-replayed', 'true')
    const { agent, xp } = answer
    const levelBefore = levelForXp(agent.xp - xp).level
    return {
      id: answer.id,
      xp_gained: xp,
      total_xp: agent.xp,
      level_before: levelBefore,
      level_after: agent.level,
      level_up: agent.level > levelBefore,
      achievements_unlocked: answer.achievements.map(({ name }) => name),
      rank: answer.rank && { now: answer.rank.now, before: answer.rank.before },
    }
  },
})

/** In the words of this API: a fault in the id lies in what stood for it. */
function rejection({ code, message, issues }: RejectedAnswer, idField: string): ArenaError {
  const rename = (text: string) => text.replace(/^occurredAt\b/, 'occurred_at').replace(/^id\b/, idField)
  return new ArenaError(code, rename(message), {
    issues: issues.map((issue) => ({ path: rename(issue.path), message: issue.message })),
  })
}
