export type { AdapterOptions } from './adapter/adapter-options.ts'
export { type ArenaHandler, arenaHandler } from './adapter/langchain.ts'
