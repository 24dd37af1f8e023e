import { ArenaError } from '@arena/core'
import type { MiddlewareHandler } from 'hono'

const harmlessMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Lets a page of another origin change nothing, even where its browser would let it ask. */
export function originGuard(allowed: readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const origin = context.req.header('origin')
    if (origin !== undefined && !harmlessMethods.has(context.req.method)) {
      const host = context.req.header('host') ?? new URL(context.req.url).host
      if (!isOwnOrigin(origin, { host, allowed })) {
        throw new ArenaError(
          'origin-not-allowed',
          'Pages of this origin may not call this server. ARENA_CORS_ORIGINS names those that may.',
        )
      }
    }
    await next()
  }
}

/** Whether a page of `origin` belongs to the server called as `host`, or was given leave. */
export function isOwnOrigin(
  origin: string,
  { host, allowed }: { readonly host: string; readonly allowed: readonly string[] },
): boolean {
  return allowed.includes(origin) || (URL.canParse(origin) && new URL(origin).host === host.toLowerCase())
}
