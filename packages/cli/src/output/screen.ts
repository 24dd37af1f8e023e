import type { Colors } from 'picocolors/types'

/** What lines are made for. */
export interface Screen {
  readonly colors: Colors
  /** Columns of the terminal; a pipe has none and gets lines as long as they are. */
  readonly columns?: number | undefined
}
