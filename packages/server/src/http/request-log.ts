import type { MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'

/** One line per request, without query and body: they may hold what is not for logs. */
export function requestLog(logger: Logger): MiddlewareHandler {
  return async (context, next) => {
    const startedAtInMs = performance.now()
    await next()
    const { method, path } = context.req
    const ms = Math.round((performance.now() - startedAtInMs) * 10) / 10
    logger.info({ method, path: path.slice(0, 200), status: context.res.status, ms }, 'request')
  }
}
