import type { OtlpEvent } from '../otlp/otlp-record.ts'

/** Whether Claude Code itself tells of it. What it says has names of its own, and its main thread is no agent. */
export function isClaudeCode({ scopeName, name }: Pick<OtlpEvent, 'scopeName' | 'name'>): boolean {
  return scopeName.startsWith('com.anthropic.claude_code') || name.startsWith('claude_code.')
}
