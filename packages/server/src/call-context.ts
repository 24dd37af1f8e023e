import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Auth } from './authenticate.ts'
import type { RequestLimits } from './rate-limit/rate-limits.ts'
import type { ServerParts } from './server-parts.ts'

/** What a call by tRPC or REST is made with. */
export interface CallContext {
  readonly parts: ServerParts
  /** Throws when the call has no key, or when its key is no longer good. */
  readonly authenticate: () => Promise<Auth>
  readonly limits: RequestLimits
}

/** The context of the calls that an HTTP request holds. */
export function createCallContext(context: Context, parts: ServerParts): CallContext {
  const authorization = context.req.header('authorization')
  const address = remoteAddress(context)
  return {
    parts,
    authenticate: () => parts.authenticator.authenticate(authorization, { address }),
    limits: parts.rateLimits.ofRequest(),
  }
}

/** Counts a call in its key's quota of requests. */
export function countRequest({ limits }: Pick<CallContext, 'limits'>, { keyId }: Pick<Auth, 'keyId'>): void {
  limits.take(keyId, [{ quota: 'requests', count: 1 }])
}

/** Null without a connection, as in a call within the process. */
function remoteAddress(context: Context): string | null {
  if (!context.env || !('incoming' in context.env)) return null
  return getConnInfo(context).remote.address ?? null
}
