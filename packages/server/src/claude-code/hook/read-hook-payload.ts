import { dirname, join } from 'node:path'
import { asCount, asObject, asText, type JsonObject } from '../read-json-value.ts'
import { agentToolNames } from '../transcript/agent-call.ts'
import { readTaskNotification } from '../transcript/task-notification.ts'
import { endingOfStatus } from '../transcript/told-ending.ts'
import { type HookFact, hookFactSchema } from './hook-fact.ts'

type Told = Partial<HookFact> & Pick<HookFact, 'kind'>

/** What a hook payload of Claude Code that came at `atInMs` tells; null if it is no matter of a sub-agent. */
export function readHookPayload(payload: JsonObject, atInMs: number): HookFact | null {
  const told = readEvent(payload)
  const sessionId = asText(payload['session_id'])
  if (told === null || sessionId === null) return null
  const fact = {
    agentId: null,
    agentType: null,
    toolUseId: null,
    ending: null,
    parentAgentId: null,
    model: null,
    toolCalls: null,
    ...told,
    atInMs: Math.round(atInMs),
    sessionId,
    cwd: asText(payload['cwd']),
    transcriptPath:
      asText(payload['agent_transcript_path']) ??
      agentTranscriptPath(asText(payload['transcript_path']), { sessionId, agentId: told.agentId ?? null }),
  }
  return hookFactSchema.safeParse(fact).data ?? null
}

function readEvent(payload: JsonObject): Told | null {
  const agent = { agentId: asText(payload['agent_id']), agentType: asText(payload['agent_type']) }
  switch (payload['hook_event_name']) {
    case 'SubagentStart':
      return agent.agentId === null ? null : { kind: 'started', ...agent }
    case 'SubagentStop':
      return agent.agentId === null ? null : { kind: 'stopped', ...agent }
    case 'StopFailure': // of the main thread, too
      return agent.agentId === null ? null : { kind: 'failed', ...agent }
    case 'PostToolUse':
      return agentToolNames.includes(payload['tool_name']) ? readResult(payload) : readStop(payload)
    case 'PostToolUseFailure':
      return agentToolNames.includes(payload['tool_name']) ? readFailure(payload) : null
    case 'UserPromptSubmit': {
      const notification = readTaskNotification({ content: payload['prompt'] })
      if (notification === null) return null
      return { kind: 'told', agentId: notification.agentId, ending: endingOfStatus(notification.status) }
    }
    case 'SessionEnd':
      return { kind: 'ended' }
    default:
      return null
  }
}

/** The tool's result calls runs that hit a limit or an error `completed`, too; its tokens are of the last request alone. */
function readResult(payload: JsonObject): Told | null {
  const response = asObject(payload['tool_response'])
  const agentId = asText(response?.['agentId'])
  if (response === null || agentId === null) return null
  const isCompleted = response['status'] === 'completed'
  return {
    kind: 'told',
    agentId,
    agentType: asText(response['agentType']) ?? askedType(payload),
    toolUseId: asText(payload['tool_use_id']),
    parentAgentId: asText(payload['agent_id']),
    model: asText(response['resolvedModel']),
    toolCalls: isCompleted ? asCount(response['totalToolUseCount']) : null,
    ending: isCompleted ? 'completed' : null,
  }
}

function readFailure(payload: JsonObject): Told | null {
  return {
    kind: 'told',
    agentType: askedType(payload),
    toolUseId: asText(payload['tool_use_id']),
    parentAgentId: asText(payload['agent_id']),
    ending: payload['is_interrupt'] === true ? 'killed' : 'failed',
  }
}

function readStop(payload: JsonObject): Told | null {
  const response = asObject(payload['tool_response'])
  if (payload['tool_name'] !== 'TaskStop' || response?.['task_type'] !== 'local_agent') return null
  const agentId = asText(response['task_id'])
  return agentId === null ? null : { kind: 'told', agentId, ending: 'killed' }
}

function askedType(payload: JsonObject): string | null {
  return asText(asObject(payload['tool_input'])?.['subagent_type'])
}

interface Run {
  readonly sessionId: string
  readonly agentId: string | null
}

function agentTranscriptPath(sessionPath: string | null, { sessionId, agentId }: Run): string | null {
  if (sessionPath === null || agentId === null) return null
  return join(dirname(sessionPath), sessionId, 'subagents', `agent-${agentId}.jsonl`)
}
