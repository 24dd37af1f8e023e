import { ArenaError, type ErrorCode, type Issue, zodIssues } from '@arena/core'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { z } from 'zod'
import type { Deps } from './deps.ts'
import { errorToHttp } from './error-to-http.ts'
import { limitIssues } from './limit-issues.ts'
import { retryAfterInMs } from './retry-after-in-ms.ts'

/** What a caller is told about an error. */
export interface ErrorDescription {
  readonly message: string
  readonly data: {
    readonly code: ErrorCode
    readonly httpStatus: number
    readonly isRetryable: boolean
    readonly issues: readonly Issue[]
    /** Given with every 429 and 503. */
    readonly retryAfterInMs?: number
  }
  /** Of an internal error: what the log says more under. */
  readonly errorId?: string
}

/** Describes anything thrown. What is not meant for callers goes to the log under an id, and only the id goes out. */
export function describeError(
  thrown: unknown,
  deps: Pick<Deps, 'logger' | 'newId'> | undefined,
): ErrorDescription {
  const cause = thrown instanceof TRPCError ? (thrown.cause ?? thrown) : thrown
  if (ArenaError.is(cause) && !isInternal(cause.code)) return describe(cause, errorToHttp(cause.code))
  if (cause instanceof z.ZodError) {
    const issues = limitIssues(zodIssues(cause))
    const [first] = issues
    const message = first ? `${first.path || 'input'}: ${first.message}` : 'The input is not valid.'
    return describe(new ArenaError('invalid-input', message, { issues }), 400)
  }
  if (thrown instanceof TRPCError && isOfProtocol(thrown)) {
    const httpStatus = getHTTPStatusCodeFromError(thrown)
    const code = codeByStatus[httpStatus] ?? 'invalid-input'
    return describe(
      new ArenaError(code, protocolMessage[thrown.code] ?? 'The request is not valid.'),
      httpStatus,
    )
  }
  const id = deps?.newId() ?? 'unknown'
  deps?.logger.error({ errorId: id, err: cause }, 'internal error')
  const error = new ArenaError('internal', `Internal error ${id}. The server's log says more under this id.`)
  return { ...describe(error, 500), errorId: id }
}

const codeByStatus: Readonly<Record<number, ErrorCode>> = {
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  415: 'unsupported-media-type',
}

const protocolMessage: Partial<Record<TRPCError['code'], string>> = {
  NOT_FOUND: 'There is no such procedure.',
  METHOD_NOT_SUPPORTED:
    'The procedure is called with another HTTP method: GET for queries, POST for mutations.',
  UNSUPPORTED_MEDIA_TYPE: 'A body must be sent as application/json.',
  PARSE_ERROR: 'The request is not valid JSON.',
  BAD_REQUEST: 'The request is not valid: it must be JSON, with at most 20 calls in a batch.',
  PAYLOAD_TOO_LARGE: 'The request is too large.',
}

function isOfProtocol(error: TRPCError): boolean {
  return error.code in protocolMessage
}

/** Faults of this server's own set-up, of which a caller needs no detail. */
function isInternal(code: ErrorCode): boolean {
  return errorToHttp(code) === 500
}

function describe(error: ArenaError, httpStatus: number): ErrorDescription {
  const waitInMs = retryAfterInMs(error)
  return {
    message: error.message,
    data: {
      code: error.code,
      httpStatus,
      isRetryable: error.isRetryable,
      issues: error.issues,
      ...(waitInMs !== null && { retryAfterInMs: waitInMs }),
    },
  }
}
