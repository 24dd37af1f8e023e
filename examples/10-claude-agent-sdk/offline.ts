import { fileURLToPath } from 'node:url'
import type { Options } from '@anthropic-ai/claude-agent-sdk'

const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** A recorded session with four sub-agents answers in the place of Claude Code. */
export const options: Options = {
  pathToClaudeCodeExecutable: pathOf('recorded-claude-code.mjs'),
  settingSources: [],
  env: { ...process.env, RECORDING: pathOf('../../fixtures/claude-code/agent-sdk/j1-sdk-a-and-b.ndjson') },
}
