import { z } from 'zod'

const text = z.string().min(1).max(1000)
const instant = z.number().int().min(0)
const amount = z.number().min(0)

const tokensSchema = z.strictObject({
  input: amount.nullable(),
  output: amount.nullable(),
  cacheRead: amount.nullable(),
  cacheWrite: amount.nullable(),
})

const spanSchema = z.strictObject({
  kind: z.literal('span'),
  traceId: text,
  spanId: text,
  parentSpanId: text.nullable(),
  /** `link` is any other span: it only leads from one to the next. */
  role: z.enum(['agent', 'model', 'tool', 'link']),
  startedAtInMs: instant,
  endedAtInMs: instant,
  /** All that follows is null where the role has no use for it. */
  agent: text.nullable(),
  outcome: z.enum(['success', 'failure', 'cancelled']).nullable(),
  model: text.nullable(),
  conversationId: text.nullable(),
  project: text.nullable(),
  tokens: tokensSchema.nullable(),
  costInUsd: amount.nullable(),
})

const evaluationSchema = z.strictObject({
  kind: z.literal('evaluation'),
  traceId: text,
  /** Of what was judged. */
  spanId: text,
  atInMs: instant,
  score: z.enum(['response', 'satisfaction', 'code']),
  value: z.number().min(0).max(1),
})

const ofSession = { sessionId: text, startedAtInMs: instant, endedAtInMs: instant }
const spanOfSession = { spanId: text.nullable(), parentSpanId: text.nullable() }

const requestSchema = z.strictObject({
  ...ofSession,
  ...spanOfSession,
  kind: z.literal('request'),
  agentId: text,
  agentType: text.nullable(),
  parentAgentId: text.nullable(),
  requestId: text.nullable(),
  model: text.nullable(),
  hasFailed: z.boolean(),
  /** Whether the model ended its turn with this answer; null where that is not told. */
  isLast: z.boolean().nullable(),
  tokens: tokensSchema,
  costInUsd: amount.nullable(),
})

const toolSchema = z.strictObject({
  ...ofSession,
  ...spanOfSession,
  kind: z.literal('tool'),
  /** Who used it; null of the main thread. */
  agentId: text.nullable(),
  toolUseId: text,
  /** The type of the agent that the tool runs; null of other tools. */
  agentType: text.nullable(),
})

const executionSchema = z.strictObject({
  ...ofSession,
  ...spanOfSession,
  kind: z.literal('execution'),
})

const completedSchema = z.strictObject({
  ...ofSession,
  kind: z.literal('completed'),
  agentId: text,
  agentType: text.nullable(),
  model: text.nullable(),
})

/** What telemetry tells of runs, in small. It has no field for a prompt, an answer or what a tool was given. */
export const telemetryFactSchema = z.discriminatedUnion('kind', [
  spanSchema,
  evaluationSchema,
  requestSchema,
  toolSchema,
  executionSchema,
  completedSchema,
])

export type TelemetryFact = z.output<typeof telemetryFactSchema>
export type Tokens = z.output<typeof tokensSchema>
export type SpanFact = z.output<typeof spanSchema>
export type EvaluationFact = z.output<typeof evaluationSchema>
export type SessionFact = Exclude<TelemetryFact, SpanFact | EvaluationFact>
export type FactOf<Kind extends TelemetryFact['kind']> = Extract<TelemetryFact, { kind: Kind }>
