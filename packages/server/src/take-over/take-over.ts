import type { Config } from '../config.ts'
import { type Server, type StartOptions, startServer } from '../start-server.ts'
import { type TakeOptions, takeDatabase } from './take-database.ts'

export interface TakeOverOptions extends StartOptions, TakeOptions {}

/**
 * Starts a server; an engine embedded in another process is asked to hand the database over first.
 * Throws `database-in-use` at once when a server owns it, and in the end when it was not handed over.
 */
export async function takeOver(config: Config, options: TakeOverOptions = {}): Promise<Server> {
  return takeDatabase(config, () => startServer(config, options), options)
}
