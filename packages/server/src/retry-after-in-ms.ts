import type { ArenaError } from '@arena/core'
import { errorToHttp } from './error-to-http.ts'

const usualRetryAfterInMs = 1000

/** When to come back; null where that would not help. */
export function retryAfterInMs({ code, retryAfterInMs }: ArenaError): number | null {
  const status = errorToHttp(code)
  return retryAfterInMs ?? (status === 429 || status === 503 ? usualRetryAfterInMs : null)
}
