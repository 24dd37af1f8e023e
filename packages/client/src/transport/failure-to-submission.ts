import type { Failure } from './read-failure.ts'
import type { Submission } from './transport.ts'

/**
 * What a failure means for the reports of the request. Only an Arena server can refuse reports for good:
 * a proxy's or a stranger's error page says nothing about them, so they are kept and tried again.
 */
export function failureToSubmission({
  code,
  httpStatus,
  message,
  issues,
  retryAfterInMs,
}: Failure): Submission {
  if (code === 'unsupported-schema') return { kind: 'server-too-old', message }
  if (httpStatus === 401 || httpStatus === 403) return { kind: 'key-refused', message }
  if (httpStatus === 413) return { kind: 'refused', code: 'too-large', message, issues }
  if (code === 'invalid-input' || code === 'invalid-report') return { kind: 'refused', code, message, issues }
  return { kind: 'unavailable', message, retryAfterInMs }
}
