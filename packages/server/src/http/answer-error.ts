import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Deps } from '../deps.ts'
import { describeError, type ErrorDescription } from '../describe-error.ts'
import { rpcError } from '../router/trpc.ts'
import { problemType, toProblem } from './problem.ts'
import { retryAfter } from './retry-after.ts'

/** Answers anything thrown: in tRPC's shape to its clients, which read no other, else as a problem. */
export function answerError(context: Context, thrown: unknown, deps: Deps): Response {
  if (context.req.path.startsWith('/trpc/')) {
    const error = rpcError(thrown, deps)
    return context.json({ error }, error.data.httpStatus as ContentfulStatusCode, headersFor(error.data))
  }
  const description = describeError(thrown, deps)
  const headers = { ...headersFor(description.data), 'content-type': problemType }
  const problem = JSON.stringify(toProblem(description))
  return context.body(problem, description.data.httpStatus as ContentfulStatusCode, headers)
}

function headersFor({ code, httpStatus, retryAfterInMs }: ErrorDescription['data']) {
  return {
    ...retryAfter([retryAfterInMs ?? null]),
    ...(httpStatus === 401 && { 'www-authenticate': 'Bearer' }),
    // the rest of the body still comes in, so the connection is good for no other request
    ...(code === 'too-large' && { connection: 'close' }),
  }
}
