/** What Claude Code calls every agent of the user's own unless OTEL_LOG_TOOL_DETAILS=1. */
export const hiddenAgentType = 'custom'

/** The type of an agent as Claude Code tells it; null where it hides the name. */
export function agentTypeOf(told: string | null): string | null {
  return told === hiddenAgentType ? null : told
}
