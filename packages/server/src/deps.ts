import type { Logger } from 'pino'
import type { Store } from './store/store.ts'

/** Milliseconds since 1970, from the outside so that tests can set it. */
export type Clock = () => number

/** What the server's parts are given instead of reaching for it. */
export interface Deps {
  readonly store: Store
  readonly clock: Clock
  /** A fresh UUID. */
  readonly newId: () => string
  readonly logger: Logger
}
