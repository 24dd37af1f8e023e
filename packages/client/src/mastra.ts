export type { AdapterOptions } from './adapter/adapter-options.ts'
export { type ArenaExporter, arenaExporter } from './adapter/mastra.ts'
