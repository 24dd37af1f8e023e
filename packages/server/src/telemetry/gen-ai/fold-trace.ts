import { canonicalJson } from '@arena/core'
import { sumKnown, sumTokens } from '../sum-tokens.ts'
import type { EvaluationFact, SpanFact, Tokens } from '../telemetry-fact.ts'

/** One call of an agent, as the spans of its trace tell it. */
export interface TraceRun {
  readonly span: SpanFact & { readonly agent: string; readonly outcome: NonNullable<SpanFact['outcome']> }
  /** Of the agent that called this one. */
  readonly parentSpanId: string | null
  /** Whether the way to the calling agent, or to the trace's beginning, is known: callers end after those they call. */
  readonly isPlaced: boolean
  /** Its own, or the sum over the calls of models that it made itself. */
  readonly tokens: Tokens | null
  readonly costInUsd: number | null
  readonly model: string | null
  /** Null when no span tells of a tool. */
  readonly toolCalls: number | null
  readonly evaluations: readonly EvaluationFact[]
}

type TraceFact = SpanFact | EvaluationFact

/** The agents' calls in one trace. Order and repetition of the facts do not matter. */
export function foldTrace(facts: readonly TraceFact[]): TraceRun[] {
  const spans = new Map<string, SpanFact>()
  for (const fact of facts) if (fact.kind === 'span') spans.set(fact.spanId, fact)
  const evaluations = new Map<string, EvaluationFact>()
  for (const fact of facts) if (fact.kind === 'evaluation') evaluations.set(canonicalJson(fact), fact)
  const agents = [...spans.values()].filter(isAgent)
  const owned = new Map<string, SpanFact[]>(agents.map(({ spanId }) => [spanId, []]))
  for (const span of spans.values()) {
    const { caller, isInModel } = findCaller(span, spans)
    if (caller !== null && !(span.role === 'model' && isInModel)) owned.get(caller.spanId)?.push(span)
  }
  const judged = [...evaluations.values()].flatMap((evaluation) => {
    const span = spans.get(evaluation.spanId)
    const agent = span && (isAgent(span) ? span : findCaller(span, spans).caller)
    return agent ? [{ evaluation, spanId: agent.spanId }] : []
  })
  return agents
    .sort((a, b) => a.endedAtInMs - b.endedAtInMs || (a.spanId < b.spanId ? -1 : 1))
    .map((span): TraceRun => {
      const { caller, isPlaced } = findCaller(span, spans)
      const models = inOrder(owned.get(span.spanId) ?? [], 'model')
      const tools = inOrder(owned.get(span.spanId) ?? [], 'tool')
      return {
        span,
        parentSpanId: caller?.spanId ?? null,
        isPlaced,
        tokens: span.tokens ?? sumTokens(models.flatMap(({ tokens }) => tokens ?? [])),
        costInUsd: span.costInUsd ?? sumKnown(models.map(({ costInUsd }) => costInUsd)),
        model: span.model ?? models.findLast(({ model }) => model !== null)?.model ?? null,
        toolCalls: tools.length > 0 ? tools.length : null,
        evaluations: judged
          .filter(({ spanId }) => spanId === span.spanId)
          .map(({ evaluation }) => evaluation)
          .sort((a, b) => a.atInMs - b.atInMs || a.value - b.value),
      }
    })
}

interface Caller {
  readonly caller: SpanFact | null
  readonly isPlaced: boolean
  /** Whether a model's span lies between: frameworks and providers both make one for the same call. */
  readonly isInModel: boolean
}

function findCaller(span: SpanFact, spans: ReadonlyMap<string, SpanFact>): Caller {
  let isInModel = false
  const seen = new Set([span.spanId]) // a hostile trace may run in a circle
  for (let { parentSpanId } = span; parentSpanId !== null; ) {
    const parent = spans.get(parentSpanId)
    if (!parent || seen.has(parentSpanId)) return { caller: null, isPlaced: false, isInModel }
    if (isAgent(parent)) return { caller: parent, isPlaced: true, isInModel }
    isInModel ||= parent.role === 'model'
    seen.add(parentSpanId)
    parentSpanId = parent.parentSpanId
  }
  return { caller: null, isPlaced: true, isInModel }
}

function isAgent(span: SpanFact): span is TraceRun['span'] {
  return span.role === 'agent' && span.agent !== null && span.outcome !== null
}

function inOrder(spans: readonly SpanFact[], role: SpanFact['role']): SpanFact[] {
  return spans
    .filter((span) => span.role === role)
    .sort((a, b) => a.endedAtInMs - b.endedAtInMs || (a.spanId < b.spanId ? -1 : 1))
}
