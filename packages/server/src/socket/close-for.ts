import { ArenaError } from '@arena/core'
import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { closeCode } from './close-code.ts'

const maxReasonBytes = 123

interface Moment {
  /** Whether it had been opened: then a key was good once. */
  readonly isOpen: boolean
  readonly logger: Logger
}

/** Closes a socket for an error, with the code that says what a client can do about it. */
export function closeFor(socket: WebSocket, error: unknown, { isOpen, logger }: Moment): void {
  if (error instanceof Error && error.name === 'AbortError') return // the server stops, and closes it itself
  socket.resume() // a paused one would not hear the peer's close
  const code = codeFor(error, isOpen)
  if (code === closeCode.internal) logger.error({ err: error }, 'a socket failed')
  const reason = code === closeCode.internal ? 'Internal error' : (error as Error).message
  socket.close(code, Buffer.from(reason).subarray(0, maxReasonBytes))
}

function codeFor(error: unknown, isOpen: boolean): number {
  switch (ArenaError.is(error) ? error.code : null) {
    case 'no-key':
    case 'invalid-key':
    case 'missing-scope':
      return isOpen ? closeCode.keyEnded : closeCode.badToken
    case 'wrong-user':
    case 'not-found':
      return closeCode.wrongSubject
    case 'server-busy':
    case 'store-unavailable':
    case 'rate-limited':
      return closeCode.serverBusy
    default:
      return closeCode.internal
  }
}
