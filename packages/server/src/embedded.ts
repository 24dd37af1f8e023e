export type { EngineRefusal } from './embedded/engine-message.ts'
export { type Engine, type EngineListener, startEngine } from './embedded/start-engine.ts'
