import { ArenaError } from '@arena/core'
import { readFailure } from './read-failure.ts'

/** Makes an ArenaError of anything thrown: `unreachable` when no Arena server answered a call, else `internal`. */
export function toArenaError(thrown: unknown): ArenaError {
  if (ArenaError.is(thrown)) return thrown
  const { name, message: said, cause } = asRecord(thrown)
  if (name !== 'TRPCClientError')
    return new ArenaError('internal', typeof said === 'string' ? said : String(thrown), { cause: thrown })

  const status = asRecord(cause)['code'] // of a refused event stream, which comes without an answer to read
  if (status === 401)
    return new ArenaError('invalid-key', 'The server does not accept the key.', { cause: thrown })
  if (status === 403) return new ArenaError('missing-scope', 'The key may not do this.', { cause: thrown })

  const { code, message, issues, retryAfterInMs } = readFailure(thrown, Date.now())
  if (code === null)
    return new ArenaError('unreachable', `The server cannot be reached: ${message}`, { cause: thrown })
  return new ArenaError(code, message, {
    cause: thrown,
    issues,
    ...(retryAfterInMs !== null && { retryAfterInMs }),
  })
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
