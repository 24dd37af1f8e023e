import { createHttpFetch } from './transport/http-fetch.ts'
import { type Api, createTrpcClient } from './transport/trpc-client.ts'

export { normalizeUrl } from './transport/credentials.ts'
export { findServer } from './transport/find-server.ts'
export { toArenaError } from './transport/to-arena-error.ts'
export type { Server } from './transport/transport.ts'
export type { Api }

/** A typed client of one server, for programs whose purpose is to ask it. It keeps the process alive while it asks. */
export function createApi({
  url,
  key,
  timeoutInMs = 30_000,
}: {
  readonly url: string
  readonly key: string
  readonly timeoutInMs?: number
}): Api {
  return createTrpcClient({ url, key, fetch: createHttpFetch({ isUnref: false, timeoutInMs }) })
}
