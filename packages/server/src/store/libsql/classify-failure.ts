import { ArenaError } from '@arena/core'
import { LibsqlError } from '@libsql/client'

export interface Failure {
  readonly error: ArenaError
  /** The client may hold statements or locks that make it lose later writes: it must be replaced. */
  readonly isClientSpoiled: boolean
}

const spoiling = /^SQLITE_(BUSY|LOCKED|IOERR|CORRUPT|NOTADB|CANTOPEN|PROTOCOL|MISUSE|READONLY|NOMEM)/

/** What a failed batch means for the caller and for the client it ran on. */
export function classifyFailure(cause: unknown): Failure {
  if (ArenaError.is(cause)) return { error: cause, isClientSpoiled: false }
  if (!(cause instanceof LibsqlError)) {
    return {
      error: new ArenaError('internal', 'The database could not be used.', { cause }),
      isClientSpoiled: false,
    }
  }
  if (cause.code === 'SQLITE_FULL') {
    const error = new ArenaError('disk-full', 'The disk is full. Nothing was saved; free some space.', {
      cause,
    })
    return { error, isClientSpoiled: false }
  }
  if (spoiling.test(cause.code) || cause.message.includes('statements in progress')) {
    const error = new ArenaError('store-unavailable', 'The database did not answer. Send it again.', {
      cause,
    })
    return { error, isClientSpoiled: true }
  }
  const isClosed = cause.code === 'CLIENT_CLOSED'
  return {
    error: isClosed
      ? new ArenaError('store-unavailable', 'The store is closed.', { cause })
      : new ArenaError('internal', 'The database refused a statement.', { cause }),
    isClientSpoiled: false,
  }
}
