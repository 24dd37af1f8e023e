import type { Attributes } from '../otlp/attributes.ts'
import type { OtlpEvent } from '../otlp/otlp-record.ts'
import type { SessionFact } from '../telemetry-fact.ts'
import { agentTypeOf } from './agent-type-of.ts'
import { readTokens } from './read-tokens.ts'

/** What an event of Claude Code's log tells of a run; null if it tells of none. */
export function eventToFact({ name, atInMs, attributes }: OtlpEvent): SessionFact | null {
  const sessionId = attributes.text('session.id')
  const agentId = attributes.text('agent_id')
  if (sessionId === null || agentId === null) return null
  const startedAtInMs = Math.max(0, Math.round(atInMs - (attributes.amount('duration_ms') ?? 0)))
  const of = { sessionId, agentId, startedAtInMs, endedAtInMs: atInMs }
  switch (name.replace(/^claude_code\./, '')) {
    case 'api_request':
      return { ...of, ...requestOf(attributes), hasFailed: false }
    case 'api_error':
      return { ...of, ...requestOf(attributes), hasFailed: true }
    case 'tool_result': {
      const toolUseId = attributes.text('tool_use_id')
      if (toolUseId === null) return null
      return { ...of, kind: 'tool', spanId: null, parentSpanId: null, toolUseId, agentType: null }
    }
    case 'subagent_completed': {
      const agentType = agentTypeOf(attributes.text('agent_type'))
      return { ...of, kind: 'completed', agentType, model: attributes.text('final_model', 'model') }
    }
    default:
      return null
  }
}

function requestOf(attributes: Attributes) {
  return {
    kind: 'request',
    spanId: null,
    parentSpanId: null,
    agentType: agentTypeOf(attributes.text('agent.name')),
    parentAgentId: attributes.text('parent_agent_id'),
    requestId: attributes.text('request_id'),
    model: attributes.text('model'),
    isLast: null,
    tokens: readTokens(attributes),
    costInUsd: attributes.amount('cost_usd'),
  } as const
}
