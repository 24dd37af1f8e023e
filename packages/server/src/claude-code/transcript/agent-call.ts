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
export function readAgentCalls(record: JsonObject): AgentCall[] {
  if (record['type'] !== 'assistant') return []
  return asObjects(asObject(record['message'])?.['content']).flatMap((block) => {
    const toolUseId = asText(block['id'])
    if (block['type'] !== 'tool_use' || toolUseId === null || !agentToolNames.includes(block['name']))
      return []
    const input = asObject(block['input'])
    return [{ toolUseId, agentType: asText(input?.['subagent_type']), prompt: asText(input?.['prompt']) }]
  })
}
