import { ArenaError } from '@arena/core'
import type { MiddlewareHandler } from 'hono'

/**
 * Refuses requests to a name that is not loopback's. A page in a browser can point a name of its own at
 * 127.0.0.1, but it can't make the browser send another name than that.
 */
export function hostGuard(): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host') ?? new URL(context.req.url).host
    if (!isLoopbackHeader(host)) {
      throw new ArenaError(
        'host-not-allowed',
        'This server is for this machine only: call it as localhost or 127.0.0.1.',
      )
    }
    await next()
  }
}

/** Whether an address or a name is this machine alone. */
export function isLoopbackHost(name: string): boolean {
  return name === 'localhost' || name === '::1' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name)
}

/** The same of a `host` header, which may name a port. */
export function isLoopbackHeader(host: string): boolean {
  return isLoopbackHost(host.replace(/:\d+$/, '').toLowerCase())
}
