import { ArenaError } from '@arena/core'
import { readFailure } from './read-failure.ts'

/** What a call of the api threw, as an ArenaError: `unreachable` when no Arena server answered. */
export function toArenaError(thrown: unknown): ArenaError {
  if (ArenaError.is(thrown)) return thrown
  const { code, message, issues, retryAfterInMs } = readFailure(thrown, Date.now())
  if (code === null)
    return new ArenaError('unreachable', `The server cannot be reached: ${message}`, { cause: thrown })
  return new ArenaError(code, message, {
    cause: thrown,
    issues,
    ...(retryAfterInMs !== null && { retryAfterInMs }),
  })
}
