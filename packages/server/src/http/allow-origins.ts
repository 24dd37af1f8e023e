import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'

/** Lets pages of these origins read answers. They bring a key of their own: cookies have no part in it. */
export function allowOrigins(allowed: readonly string[]): MiddlewareHandler {
  return cors({
    origin: (origin) => (allowed.includes(origin) ? origin : null),
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'last-event-id'],
    exposeHeaders: ['idempotency-replayed', 'ratelimit', 'ratelimit-policy', 'retry-after'],
    maxAge: 600,
  })
}
