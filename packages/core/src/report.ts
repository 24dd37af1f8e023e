import { z } from 'zod'
import { agentNameSchema } from './agent-name.ts'
import { dayInMs } from './calendar/day.ts'
import { jsonObject } from './json-object.ts'
import { plainText } from './plain-text.ts'

export const actions = [
  'task_completion',
  'error_resolution',
  'speed_bonus',
  'quality_bonus',
  'complexity_bonus',
] as const
export const outcomes = ['success', 'failure', 'cancelled', 'unknown'] as const
export const complexities = ['simple', 'medium', 'complex', 'expert'] as const
export const qualitySources = ['self', 'model', 'human', 'ci'] as const
export const evidenceTypes = [
  'speed_improvement',
  'bug_resolution',
  'code_quality',
  'user_satisfaction',
  'complexity_handling',
  'innovation',
] as const

export type Action = (typeof actions)[number]
export type Outcome = (typeof outcomes)[number]
export type Complexity = (typeof complexities)[number]
export type QualitySource = (typeof qualitySources)[number]
export type EvidenceType = (typeof evidenceTypes)[number]

/** How many kinds of evidence a report may give. */
export const maxEvidence = 5

const maxJsonBytes = 4096
// Sums of these must stay whole numbers below 2^53 over very many reports.
const maxDurationInMs = 366 * dayInMs
const maxUsageCount = 1e10
// Nanoseconds and an offset take 35; the ledger keeps what was stated, so it must have an end.
const maxInstantLength = 40
const share = z.number().min(0).max(1)
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const usageCount = count.max(maxUsageCount)
const label = plainText({ min: 1, max: 200 })

const taskSchema = z.strictObject({
  description: plainText({ max: 2000 }).optional(),
  type: plainText({ min: 1, max: 50 }).optional(),
  complexity: z.enum(complexities).optional(),
  /** A guess by the reporter's tooling. A stated `complexity` outranks it. */
  complexityInferred: z.enum(complexities).optional(),
})

const qualitySchema = z.strictObject({
  response: share.optional(),
  satisfaction: share.optional(),
  code: share.optional(),
  source: z.enum(qualitySources).default('self'),
})

const evidenceSchema = z.strictObject({
  type: z.enum(evidenceTypes),
  data: jsonObject({ maxBytes: maxJsonBytes, isEmptyAllowed: false }),
  improvementFactor: z.number().min(0).max(1e9).optional(),
  /** Found by the reporter's tooling; evidence that somebody states of the same type takes its place. */
  inferred: z.literal(true).optional(),
})

const multiplierSchema = z.strictObject({
  type: plainText({ min: 1, max: 50 }),
  value: z.number().min(0.1).max(10),
  reason: plainText({ max: 200 }).optional(),
})

const usageSchema = z.strictObject({
  inputTokens: usageCount.optional(),
  outputTokens: usageCount.optional(),
  cacheReadTokens: usageCount.optional(),
  cacheWriteTokens: usageCount.optional(),
  costInUsd: z.number().min(0).max(1e9).optional(),
  toolCalls: usageCount.optional(),
  estimated: z.boolean().optional(),
})

/** Of a report. A UUID means the same in capitals, so it is kept in small letters. */
export const reportIdSchema = z.uuid().toLowerCase()

/** One call of one agent, as its wrapper states it. The same schema serves every way in. */
export const reportSchema = z.strictObject({
  id: reportIdSchema,
  agent: agentNameSchema,
  agentVersion: plainText({ min: 1, max: 100 }).optional(),
  action: z.enum(actions).default('task_completion'),
  outcome: z.enum(outcomes).default('success'),
  task: taskSchema.optional(),
  /** Milliseconds, at most 366 days. 0 means not measured. */
  durationInMs: z.number().min(0).max(maxDurationInMs).optional(),
  quality: qualitySchema.optional(),
  evidence: z
    .array(evidenceSchema)
    .max(maxEvidence)
    .refine((list) => new Set(list.map((item) => item.type)).size === list.length, {
      message: 'each type of evidence may be given once',
    })
    .optional(),
  basePoints: count.optional(),
  bonusPoints: count.optional(),
  multipliers: z.array(multiplierSchema).max(10).optional(),
  usage: usageSchema.optional(),
  project: label.optional(),
  sessionId: label.optional(),
  runId: label.optional(),
  parentRunId: label.optional(),
  model: label.optional(),
  source: label.optional(),
  /** ISO 8601 with offset; leap seconds have no place in it. */
  occurredAt: z.iso.datetime({ offset: true }).max(maxInstantLength),
  metadata: jsonObject({ maxBytes: maxJsonBytes, isEmptyAllowed: true }).optional(),
})

/** A report after validation: defaults filled in, agent name normalised. */
export type Report = z.output<typeof reportSchema>
/** A report as a caller states it. */
export type ReportInput = z.input<typeof reportSchema>
