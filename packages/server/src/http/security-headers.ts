import type { MiddlewareHandler } from 'hono'

/** An answer is data unless it says otherwise: nothing in it is run, framed, guessed at or kept. */
export const answerHeaders = {
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

/** Sets the headers that an answer has not set itself. */
export function securityHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next()
    const { headers } = context.res
    for (const [name, value] of Object.entries(answerHeaders))
      if (!headers.has(name)) headers.set(name, value)
  }
}
