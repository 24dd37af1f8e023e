export { type Config, type ConfigOverrides, logLevels, readConfig } from './config.ts'
export { createLogger } from './logger.ts'
export { type Server, type StartOptions, startServer } from './start-server.ts'
export { type TakeOverOptions, takeOver } from './take-over/take-over.ts'
