import type { Arena } from '../arena.ts'

/** Takes reports: an arena does. */
export type Reporting = Pick<Arena, 'report'>

export interface AdapterOptions {
  /** Where reports go. Default: the arena of this process. */
  readonly arena?: Reporting
  /** The agent's name where the framework knows none. */
  readonly agent?: string
}
