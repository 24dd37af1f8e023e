import { toArenaError as callToArenaError } from '@arena/client/api'
import { ArenaError } from '@arena/core'

/** Makes an ArenaError of anything thrown: `internal` unless it is one, or came from a call to the server. */
export function toArenaError(thrown: unknown): ArenaError {
  if (ArenaError.is(thrown)) return thrown
  const { name, message, cause } = asRecord(thrown)
  if (name !== 'TRPCClientError') {
    return new ArenaError('internal', typeof message === 'string' ? message : String(thrown), {
      cause: thrown,
    })
  }
  const status = asRecord(cause)['code'] // of a refused event stream, which comes without an answer to read
  if (status === 401)
    return new ArenaError('invalid-key', 'The server does not accept the key.', { cause: thrown })
  if (status === 403) return new ArenaError('missing-scope', 'The key may not do this.', { cause: thrown })
  return callToArenaError(thrown)
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
