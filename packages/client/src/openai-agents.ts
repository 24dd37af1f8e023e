export type { AdapterOptions } from './adapter/adapter-options.ts'
export { type ArenaProcessor, arenaProcessor } from './adapter/openai-agents.ts'
