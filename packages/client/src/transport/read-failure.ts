import type { ErrorCode, Issue } from '@arena/core'

/** What a failed call tells, whoever failed: the server, something between, or the network. */
export interface Failure {
  /** Arena's own code; null when it was not an Arena server that answered, or nobody did. */
  readonly code: ErrorCode | null
  /** Null when there was no answer. */
  readonly httpStatus: number | null
  readonly message: string
  readonly issues: readonly Issue[]
  readonly retryAfterInMs: number | null
}

interface TrpcFailure {
  readonly message?: unknown
  readonly data?: {
    readonly code?: ErrorCode
    readonly issues?: readonly Issue[]
    readonly retryAfterInMs?: unknown // it goes into a timer, whoever wrote it
  } | null
  readonly meta?: AnsweredBy
  /** tRPC wraps what our fetch threw, and tells nothing more of an answer that is not JSON. */
  readonly cause?: { readonly cause?: AnsweredBy }
}

interface AnsweredBy {
  readonly response?: { readonly status: number; readonly headers: { get(name: string): string | null } }
}

/** Reads what tRPC's client threw, by its shape. */
export function readFailure(thrown: unknown, nowInMs: number): Failure {
  const { message, data, meta, cause } = (
    typeof thrown === 'object' && thrown !== null ? thrown : {}
  ) as TrpcFailure
  const response = meta?.response ?? cause?.cause?.response
  return {
    code: typeof data?.code === 'string' && Array.isArray(data.issues) ? data.code : null,
    httpStatus: response?.status ?? null,
    message: typeof message === 'string' ? message : 'the call failed',
    issues: Array.isArray(data?.issues) ? data.issues : [],
    retryAfterInMs:
      typeof data?.retryAfterInMs === 'number'
        ? data.retryAfterInMs
        : readRetryAfter(response?.headers.get('retry-after') ?? null, nowInMs),
  }
}

/** Milliseconds that a `Retry-After` header asks for: seconds or a date. */
function readRetryAfter(header: string | null, nowInMs: number): number | null {
  if (header === null || header.trim() === '') return null
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, at - nowInMs)
}
