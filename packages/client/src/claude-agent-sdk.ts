export type { AdapterOptions } from './adapter/adapter-options.ts'
export { withArena } from './adapter/claude-agent-sdk.ts'
