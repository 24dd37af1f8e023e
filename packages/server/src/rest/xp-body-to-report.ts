import type { ReportInput } from '@arena/core'
import type { XpBody } from './xp-body.ts'

/** The report that a body states, without an id and with an instant only if it states one. */
export function xpBodyToReport(
  body: XpBody,
  agent: string,
): Omit<ReportInput, 'id' | 'occurredAt'> & {
  readonly occurredAt?: string
} {
  const { evidence_type: evidenceType, evidence_data: data } = body
  return withoutMissing({
    agent,
    action: body.action_type,
    outcome: body.outcome ?? (body.success === false ? 'failure' : 'success'),
    task: groupOrMissing({
      description: body.task_description,
      type: body.task_type,
      complexity: body.task_complexity,
    }),
    durationInMs: body.task_duration == null ? undefined : secondsToMs(body.task_duration),
    quality: groupOrMissing({
      response: body.response_quality,
      satisfaction: body.user_satisfaction,
      code: body.code_quality,
    }),
    evidence:
      evidenceType && data
        ? [withoutMissing({ type: evidenceType, data, improvementFactor: factorOf(data) })]
        : undefined,
    basePoints: body.base_points || undefined,
    bonusPoints: body.bonus_points,
    multipliers: body.multipliers,
    metadata: body.metadata,
    sessionId: body.session_id,
    project: body.project,
    occurredAt: body.occurred_at,
  })
}

type Stated<T> = { readonly [Name in keyof T]?: Exclude<T[Name], null | undefined> }

function withoutMissing<T extends object>(fields: T): Stated<T> & { [Name in RequiredNames<T>]: T[Name] } {
  const stated = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(stated) as never
}

type RequiredNames<T> = {
  [Name in keyof T]: null extends T[Name] ? never : undefined extends T[Name] ? never : Name
}[keyof T]

function groupOrMissing<T extends object>(fields: T): Stated<T> | undefined {
  const stated = withoutMissing(fields)
  return Object.keys(stated).length === 0 ? undefined : stated
}

/** Whole microseconds, as the product alone would state digits that nobody gave. */
function secondsToMs(seconds: number): number {
  return Math.round(seconds * 1e6) / 1000
}

function factorOf(data: Readonly<Record<string, unknown>>): number | undefined {
  const factor = data['improvement_factor']
  return typeof factor === 'number' ? factor : undefined
}
