import type { ReportAnswer } from '@arena/core'

/** Whether a value has what this client reads of an answer. Something else may listen on the server's address. */
export function isAnswer(value: unknown): value is ReportAnswer {
  if (typeof value !== 'object' || value === null) return false
  const { status, message } = value as { readonly status?: unknown; readonly message?: unknown }
  return (
    status === 'scored' || status === 'duplicate' || (status === 'rejected' && typeof message === 'string')
  )
}
