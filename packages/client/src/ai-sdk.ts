export type { AdapterOptions } from './adapter/adapter-options.ts'
export { type ArenaTelemetry, arenaTelemetry } from './adapter/ai-sdk-telemetry.ts'
export { type ArenaTracer, arenaTracer } from './adapter/ai-sdk-tracer.ts'
