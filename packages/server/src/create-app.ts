import { ArenaError, maxBatchBytes } from '@arena/core'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { type Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { hostGuard } from './http/host-guard.ts'
import { jsonOnly } from './http/json-only.ts'
import { limitBody } from './http/limit-body.ts'
import { requestLog } from './http/request-log.ts'
import { retryAfter } from './http/retry-after.ts'
import { retryAfterInMs } from './retry-after-in-ms.ts'
import { appRouter } from './router/index.ts'
import { requireDeclaredScopes } from './router/require-declared-scopes.ts'
import { type CallContext, rpcError } from './router/trpc.ts'
import type { ServerParts } from './server-parts.ts'
import { subscribeRoute } from './update/subscribe-route.ts'

export interface AppOptions {
  /** Of this start of the server: tells it from another at the same address. */
  readonly instance: string
  readonly version: string
  /** Bound to loopback: only requests to loopback's names are answered. */
  readonly isLocal: boolean
}

const maxCallsInBatch = 20

/** The HTTP surface. There is no CORS: pages of other origins can't read answers. */
export function createApp(parts: ServerParts, { instance, version, isLocal }: AppOptions): Hono {
  requireDeclaredScopes(appRouter)
  const { deps } = parts
  const app = new Hono()
  app.use(requestLog(deps.logger))
  if (isLocal) app.use(hostGuard())
  app.use(limitBody(maxBatchBytes))

  app.get('/health', (context) => context.json({ status: 'ok', instance, version }))
  app.get('/ready', async (context) => {
    if (parts.recorder.isFull) throw new ArenaError('server-busy', 'The server takes no reports now.')
    await deps.store.readWorkspaces().catch((cause: unknown) => {
      throw new ArenaError('store-unavailable', 'The database does not answer.', { cause })
    })
    return context.json({ status: 'ready' })
  })
  const contextOf = (context: Context): CallContext => ({
    parts,
    authenticate: () => parts.authenticator.authenticate(context.req.header('authorization')),
  })
  app.get('/trpc/update.subscribe', subscribeRoute(contextOf))
  app.all('/trpc/*', jsonOnly(), (context) =>
    fetchRequestHandler({
      endpoint: '/trpc',
      req: context.req.raw,
      router: appRouter,
      maxBatchSize: maxCallsInBatch,
      createContext: () => contextOf(context),
      responseMeta: ({ errors }) => {
        const waits = errors.map(({ cause }) => (ArenaError.is(cause) ? retryAfterInMs(cause) : null))
        return { headers: new Headers(retryAfter(waits)) }
      },
    }),
  )

  app.notFound((context) =>
    answerError(context, new ArenaError('not-found', 'There is nothing here.'), parts),
  )
  app.onError((error, context) => answerError(context, error, parts))
  return app
}

function answerError(context: Context, thrown: unknown, { deps }: ServerParts): Response {
  const error = rpcError(thrown, deps)
  const { message, data } = error
  const isRpc = context.req.path.startsWith('/trpc/')
  return context.json(
    // tRPC's clients read this shape only
    { error: isRpc ? error : { code: data.code, message } },
    data.httpStatus as ContentfulStatusCode,
    {
      ...retryAfter([data.retryAfterInMs ?? null]),
      // the rest of the body still comes in, so the connection is good for no other request
      ...(data.code === 'too-large' && { connection: 'close' }),
    },
  )
}
