import type { OtlpSpan } from '../otlp/otlp-record.ts'
import type { SessionFact } from '../telemetry-fact.ts'
import { agentTypeOf } from './agent-type-of.ts'
import { readTokens } from './read-tokens.ts'

/** What a span of Claude Code tells of a run; null if it tells of none. The main thread's own span is no run. */
export function spanToFact(span: OtlpSpan): SessionFact | null {
  const { attributes, spanId, parentSpanId, startedAtInMs, endedAtInMs } = span
  const sessionId = attributes.text('session.id')
  if (sessionId === null) return null
  const of = { sessionId, spanId, parentSpanId, startedAtInMs, endedAtInMs }
  const agentId = attributes.text('agent_id')
  switch (span.name) {
    case 'claude_code.tool.execution':
      return { ...of, kind: 'execution' }
    case 'claude_code.tool': {
      const toolUseId = attributes.text('tool_use_id', 'gen_ai.tool.call.id')
      const agentType = agentTypeOf(attributes.text('subagent_type'))
      return toolUseId === null ? null : { ...of, kind: 'tool', agentId, toolUseId, agentType }
    }
    case 'claude_code.llm_request': {
      if (agentId === null) return null
      const stopReason = attributes.text('stop_reason')
      return {
        ...of,
        kind: 'request',
        agentId,
        agentType: agentTypeOf(attributes.text('agent.name')),
        parentAgentId: attributes.text('parent_agent_id'),
        requestId: attributes.text('request_id', 'gen_ai.response.id'),
        model: attributes.text('model', 'gen_ai.request.model'),
        hasFailed: span.hasFailed || attributes.flag('success') === false,
        isLast: stopReason === null ? null : stopReason === 'end_turn',
        tokens: readTokens(attributes),
        costInUsd: attributes.amount('cost_usd'),
      }
    }
    default:
      return null
  }
}
