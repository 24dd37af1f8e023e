import { initTRPC } from '@trpc/server'
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'
import { requireScope } from '../authenticate.ts'
import { type CallContext, countRequest } from '../call-context.ts'
import type { Deps } from '../deps.ts'
import { describeError } from '../describe-error.ts'
import type { Scope } from '../store/key-record.ts'

/** What every procedure declares about itself. */
export interface ProcedureMeta {
  /** `open` asks for no key: something else in the input stands for one. */
  readonly scope: Scope | 'open'
  /** A scope that serves as well. */
  readonly or?: Scope
  /** It counts the reports that it takes, in a quota of theirs, and not as a request. */
  readonly countsReports?: true
}

export const pingIntervalInMs = 10_000
export const reconnectAfterInactivityMs = 3 * pingIntervalInMs

const t = initTRPC
  .context<CallContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false, // else stack traces would go out
    sse: {
      ping: { enabled: true, intervalMs: pingIntervalInMs },
      client: { reconnectAfterInactivityMs },
    },
    errorFormatter: ({ error, ctx }) => rpcError(error, ctx?.parts.deps),
  })

export const createRouter = t.router
export const createCallerFactory = t.createCallerFactory

/** A procedure that asks for no key. */
export const openProcedure = t.procedure.meta({ scope: 'open' })

/** A procedure for keys of the scope, or of the other one; its context carries `auth`. */
export function procedureFor(scope: Scope, options: Omit<ProcedureMeta, 'scope'> = {}) {
  return t.procedure.meta({ scope, ...options }).use(async ({ ctx, next }) => {
    const auth = await ctx.authenticate()
    if (!options.or || !auth.scopes.includes(options.or)) requireScope(auth, scope)
    if (!options.countsReports) countRequest(ctx, auth)
    return next({ ctx: { ...ctx, auth } })
  })
}

/** Anything thrown, as tRPC's clients read it. */
export function rpcError(thrown: unknown, deps: Pick<Deps, 'logger' | 'newId'> | undefined) {
  const { message, data } = describeError(thrown, deps)
  return { message, code: rpcCode(data.httpStatus), data }
}

/** tRPC's clients reconnect a subscription by this number: only 5xx ones are tried again. */
function rpcCode(httpStatus: number): number {
  const key = keyByStatus[httpStatus]
  return TRPC_ERROR_CODES_BY_KEY[key ?? 'INTERNAL_SERVER_ERROR']
}

const keyByStatus: Readonly<Record<number, keyof typeof TRPC_ERROR_CODES_BY_KEY>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
}
