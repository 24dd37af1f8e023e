import { ArenaError } from '@arena/core'
import type { MiddlewareHandler } from 'hono'

/** Refuses bodies that are not declared as JSON. A page of another origin can send others unasked, but not JSON. */
export function jsonOnly(): MiddlewareHandler {
  return async (context, next) => {
    const [type] = (context.req.header('content-type') ?? '').toLowerCase().split(';')
    if (context.req.method === 'POST' && type?.trim() !== 'application/json') {
      throw new ArenaError('unsupported-media-type', 'A body must be sent as application/json.')
    }
    await next()
  }
}
