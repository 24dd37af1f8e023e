import type { Usage } from '../call/sum-usage.ts'
import { toUsage } from './to-usage.ts'

interface ModelUsage {
  readonly input_tokens?: number
  readonly output_tokens?: number
  readonly cache_read_input_tokens?: number
  readonly cache_creation_input_tokens?: number
}

/** A message of the Claude Agent SDK, as far as it tells of runs. `type` and `subtype` say which fields are there. */
export interface ClaudeMessage {
  readonly type?: string
  readonly subtype?: string
  readonly uuid?: string
  readonly session_id?: string
  /** Of an assistant. */
  readonly message?: {
    readonly id: string
    readonly model: string
    readonly content: readonly { readonly type: string; readonly id?: string }[]
    readonly usage: ModelUsage
  }
  readonly parent_tool_use_id?: string | null
  readonly agent_id?: string
  /** Of a task, which is what a sub-agent is here. */
  readonly task_id?: string
  readonly tool_use_id?: string
  readonly parent_task_id?: string
  readonly subagent_type?: string
  readonly status?: string
  readonly usage?: ModelUsage & { readonly tool_uses?: number; readonly duration_ms?: number }
  /** Of a result. */
  readonly is_error?: boolean
  readonly terminal_reason?: string
  readonly duration_ms?: number
  readonly total_cost_usd?: number
}

export function toClaudeUsage(usage: ModelUsage = {}): Usage {
  const cacheRead = usage.cache_read_input_tokens ?? 0
  const cacheWrite = usage.cache_creation_input_tokens ?? 0
  const input = (usage.input_tokens ?? 0) + cacheRead + cacheWrite
  return toUsage({ input, output: usage.output_tokens, cacheRead, cacheWrite })
}
