import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { ServerMetrics } from '../metrics/server-metrics.ts'

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'OPTIONS'])

/** Counts requests by the pattern of their route: paths and other methods are the callers' to choose, without end. */
export function requestMetrics(metrics: ServerMetrics): MiddlewareHandler {
  return async (context, next) => {
    await next()
    const { method } = context.req
    const patterns = matchedRoutes(context).map(({ path }) => path)
    const route = patterns.findLast((path) => path !== '/*') ?? 'none'
    metrics.countRequest({
      method: knownMethods.has(method) ? method : 'other',
      route,
      status: context.res.status,
    })
  }
}
