import type { ErrorCode } from '@arena/core'
import type { ExitGuard } from '../store/worker/exit-guard.ts'

/** What the thread is given. */
export interface EngineInput {
  readonly home: string
  readonly guard: ExitGuard
}

/** From the thread. Its end is told by the thread's own. */
export type EngineMessage = { readonly kind: 'started' | 'hand-over' } | EngineRefusal

/** Why it could not become the owner of the database. */
export interface EngineRefusal {
  readonly kind: 'refused'
  readonly code: ErrorCode
  readonly message: string
}

/** To the thread: anything that is sent asks it to stop. */
export type EngineCommand = 'stop'
