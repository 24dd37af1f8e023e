import { asObject, asObjects, asText, type JsonObject } from '../read-json-value.ts'

/** A call of the tool that starts a sub-agent. */
export interface AgentCall {
  readonly toolUseId: string
  readonly agentType: string | null
  readonly prompt: string | null
}

/** Of the tool that starts a sub-agent: Task until early 2026. */
export const agentToolNames: readonly unknown[] = ['Agent', 'Task']

/** The sub-agents that an assistant's record starts. */
export function readAgentCalls(record: JsonObject): readonly AgentCall[] {
  if (record['type'] !== 'assistant') return []
  const calls: AgentCall[] = []
  for (const block of asObjects(asObject(record['message'])?.['content'])) {
    if (block['type'] !== 'tool_use' || !agentToolNames.includes(block['name'])) continue
    const toolUseId = asText(block['id'])
    const input = asObject(block['input'])
    if (toolUseId === null) continue
    calls.push({ toolUseId, agentType: asText(input?.['subagent_type']), prompt: asText(input?.['prompt']) })
  }
  return calls
}
