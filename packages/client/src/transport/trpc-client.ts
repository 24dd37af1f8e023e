import type { AppRouter } from '@arena/server/api'
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink, type TRPCClient } from '@trpc/client'
import { EventSource } from 'eventsource'
import type { HttpFetch } from './http-fetch.ts'

/** Every procedure of the server, typed: `api.me.get.query()`, `api.board.top.query({ limit: 10 })`. */
export type Api = TRPCClient<AppRouter>

/** One HTTP request per call, with the key in a header and never in an address. */
export function createTrpcClient({
  url,
  key,
  fetch,
}: {
  readonly url: string
  readonly key: string
  readonly fetch: HttpFetch
}): Api {
  const headers = { authorization: `Bearer ${key}` }
  const address = `${url}/trpc`
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({
          url: address,
          EventSource: SilentTolerantEventSource,
          eventSourceOptions: {
            fetch: (target, init) => fetch(target, { ...init, headers: { ...init?.headers, ...headers } }),
          },
        }),
        false: httpLink({
          url: address,
          headers,
          fetch: (target, init) => fetch(String(target), init ?? {}) as never,
        }),
      }),
    ],
  })
}

/**
 * Hides the server's `reconnectAfterInactivityMs` from tRPC, whose timer for it keeps a process alive.
 * The fetch below cuts a silent stream off instead.
 */
class SilentTolerantEventSource extends EventSource {
  // The overloads of the base class cannot be restated one by one; only `connected` differs.
  override addEventListener(type: string, listener: unknown, options?: unknown): void {
    const add = super.addEventListener as (type: string, listener: unknown, options?: unknown) => void
    const hear = listener as (event: { readonly data: string }) => void
    add.call(this, type, type === 'connected' ? () => hear({ data: '{}' }) : listener, options)
  }
}
