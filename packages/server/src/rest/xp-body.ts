import { reportSchema } from '@arena/core'
import { z } from 'zod'

const report = reportSchema.shape
const task = report.task.unwrap().shape
const quality = report.quality.unwrap().shape
const evidence = report.evidence.unwrap().element.shape
const maxDurationInMs = report.durationInMs.unwrap().maxValue ?? Number.MAX_SAFE_INTEGER

const jsonObject = { type: 'object' } as const

/** A report in the words and units of the REST API. Limits are those of the report's own schema; null is not given. */
export const xpBodySchema = z
  .strictObject({
    user_id: z
      .string()
      .max(200)
      .nullish()
      .meta({ description: "The key's own user, unless it may report for others." }),
    agent_name: z.string().max(200).nullish().meta({ description: 'As in the path.' }),
    action_type: report.action,
    task_description: task.description.nullable(),
    task_type: task.type.nullable(),
    task_complexity: task.complexity.nullable(),
    task_duration: z
      .number()
      .min(0)
      .max(maxDurationInMs / 1000)
      .nullish()
      .meta({ description: 'Seconds; 0 is not measured.' }),
    success: z.boolean().nullish().meta({ description: 'false is the outcome failure; true unless given.' }),
    outcome: report.outcome.unwrap().nullish().meta({ description: 'Says more than `success`.' }),
    base_points: report.basePoints
      .nullable()
      .meta({ description: 'Not given or 0: what the action is worth.' }),
    bonus_points: report.bonusPoints.nullable(),
    multipliers: report.multipliers.nullable(),
    response_quality: quality.response.nullable(),
    user_satisfaction: quality.satisfaction.nullable(),
    code_quality: quality.code.nullable(),
    evidence_type: evidence.type.nullish().meta({ description: 'Counts together with `evidence_data`.' }),
    evidence_data: z
      .preprocess(emptyToNull, evidence.data.nullish())
      .optional()
      .meta({ ...jsonObject, description: 'Its `improvement_factor` scales the bonus, up to 2.' }),
    metadata: report.metadata.unwrap().nullish().meta(jsonObject),
    report_id: report.id
      .nullish()
      .meta({ description: 'A UUID of your own: the same report sent again counts once.' }),
    occurred_at: report.occurredAt.nullish().meta({ description: 'Now unless given.' }),
    session_id: report.sessionId.nullable(),
    project: report.project.nullable(),
  })
  .superRefine(({ success, outcome, evidence_data: data }, context) => {
    if (typeof success === 'boolean' && outcome && (outcome === 'success') !== success) {
      context.addIssue({ code: 'custom', path: ['success'], message: 'contradicts outcome' })
    }
    const factor = improvementFactorSchema.safeParse(data?.['improvement_factor'])
    if (!factor.success) {
      const message = factor.error.issues[0]?.message ?? 'is not valid'
      context.addIssue({ code: 'custom', path: ['evidence_data', 'improvement_factor'], message })
    }
  })

const improvementFactorSchema = evidence.improvementFactor.nullable()

export type XpBody = z.output<typeof xpBodySchema>

/** Evidence without data counts for nothing, so it is none. */
function emptyToNull(value: unknown): unknown {
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0
  return isEmpty ? null : value
}
