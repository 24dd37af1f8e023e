import type { OtlpSpan } from '../otlp/otlp-record.ts'
import type { SpanFact } from '../telemetry-fact.ts'
import { readUsage } from './read-usage.ts'

const roleByOperation: Readonly<Record<string, SpanFact['role']>> = {
  invoke_agent: 'agent',
  chat: 'model',
  generate_content: 'model',
  text_completion: 'model',
  execute_tool: 'tool',
}
const agentSpanName = /^invoke_agent(?: (.*))?$/s
const cancelled = /cancel|abort/i

/** What a span tells by the GenAI conventions; the conventions of other fields make it a mere link. */
export function spanToFact(span: OtlpSpan): SpanFact {
  const { attributes, resource } = span
  const operation = attributes.text('gen_ai.operation.name')
  const named = agentSpanName.exec(span.name)
  const role = named ? 'agent' : (roleByOperation[operation ?? ''] ?? 'link')
  const { traceId, spanId, parentSpanId, startedAtInMs, endedAtInMs } = span
  const link: SpanFact = {
    ...{ kind: 'span', traceId, spanId, parentSpanId, role, startedAtInMs, endedAtInMs },
    ...{ agent: null, outcome: null, model: null, conversationId: null, project: null },
    ...{ tokens: null, costInUsd: null },
  }
  if (role === 'link' || role === 'tool') return link
  const model = attributes.text('gen_ai.response.model', 'gen_ai.request.model')
  const measured = { ...link, model, ...readUsage(attributes) }
  if (role === 'model') return measured
  return {
    ...measured,
    agent:
      attributes.text('gen_ai.agent.name') ??
      (named?.[1]?.slice(0, 1000).trim() || null) ??
      attributes.text('gen_ai.agent.id') ??
      resource.text('service.name') ??
      'unnamed',
    outcome: outcomeOf(span),
    conversationId: attributes.text('gen_ai.conversation.id'),
    project: resource.text('arena.project'),
  }
}

/** A span whose status is not set has met no error, by the conventions. */
function outcomeOf({ hasFailed, attributes }: OtlpSpan): SpanFact['outcome'] {
  const error = attributes.text('error.type')
  if (error !== null && cancelled.test(error)) return 'cancelled'
  return hasFailed || error !== null ? 'failure' : 'success'
}
