import { ArenaError, maxBatchBytes } from '@arena/core'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { type Context, Hono } from 'hono'
import { createCallContext } from './call-context.ts'
import { allowOrigins } from './http/allow-origins.ts'
import { answerError } from './http/answer-error.ts'
import { hostGuard } from './http/host-guard.ts'
import { jsonOnly } from './http/json-only.ts'
import { limitBody } from './http/limit-body.ts'
import { originGuard } from './http/origin-guard.ts'
import { refuseWhenBusy } from './http/refuse-when-busy.ts'
import { requestLog } from './http/request-log.ts'
import { requestMetrics } from './http/request-metrics.ts'
import { retryAfter } from './http/retry-after.ts'
import { securityHeaders } from './http/security-headers.ts'
import { mountMcp } from './mcp/mount-mcp.ts'
import { rateLimitHeaders } from './rate-limit/rate-limit-headers.ts'
import { createRestRoutes } from './rest/create-rest-routes.ts'
import { mountRest } from './rest/mount-rest.ts'
import { trackXp } from './rest/route/track-xp.ts'
import { retryAfterInMs } from './retry-after-in-ms.ts'
import { appRouter } from './router/index.ts'
import { requireDeclaredScopes } from './router/require-declared-scopes.ts'
import type { ServerParts } from './server-parts.ts'
import { maxTelemetryBytes } from './telemetry/otlp/decode-body.ts'
import { mountTelemetry } from './telemetry/otlp/mount-telemetry.ts'
import { subscribeRoute } from './update/subscribe-route.ts'

export interface AppOptions {
  /** Of this start of the server: tells it from another at the same address. */
  readonly instance: string
  readonly version: string
  /** Bound to loopback: only requests to loopback's names are answered. */
  readonly isLocal: boolean
  /** Origins whose pages may read answers and send what changes something; none by default. */
  readonly corsOrigins?: readonly string[]
}

const maxCallsInBatch = 20
/** Where agents' reports come in all the time. */
const reportPaths = ['/trpc/report.submit', trackXp.path]

/** The HTTP surface. */
export function createApp(
  parts: ServerParts,
  { instance, version, isLocal, corsOrigins = [] }: AppOptions,
): Hono {
  requireDeclaredScopes(appRouter)
  const { deps } = parts
  const app = new Hono()
  app.use(requestLog(deps.logger))
  app.use(requestMetrics(parts.metrics))
  app.use(securityHeaders())
  if (isLocal) app.use(hostGuard())
  if (corsOrigins.length > 0) app.use(allowOrigins(corsOrigins))
  app.use(originGuard(corsOrigins))
  for (const path of reportPaths) app.post(path, refuseWhenBusy(parts.recorder))
  app.use(limitBody((path) => (path.startsWith('/v1/') ? maxTelemetryBytes : maxBatchBytes)))

  const contextOf = (context: Context) => createCallContext(context, parts)
  app.get('/trpc/update.subscribe', subscribeRoute(contextOf))
  app.all('/trpc/*', jsonOnly(), (context) =>
    fetchRequestHandler({
      endpoint: '/trpc',
      req: context.req.raw,
      router: appRouter,
      maxBatchSize: maxCallsInBatch,
      createContext: () => contextOf(context),
      responseMeta: ({ ctx, errors }) => {
        const waits = errors.map(({ cause }) => (ArenaError.is(cause) ? retryAfterInMs(cause) : null))
        const states = ctx?.limits.states() ?? []
        return { headers: new Headers({ ...retryAfter(waits), ...rateLimitHeaders(states) }) }
      },
    }),
  )

  mountTelemetry(app, parts)
  mountMcp(app, parts, { version })
  mountRest(app, createRestRoutes({ instance, version }), parts)

  app.notFound((context) => answerError(context, new ArenaError('not-found', 'There is nothing here.'), deps))
  app.onError((error, context) => answerError(context, error, deps))
  return app
}
