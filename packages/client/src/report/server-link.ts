import { isWithin } from '../is-within.ts'
import type { ServerSearch } from '../transport/search-server.ts'
import type { Server } from '../transport/transport.ts'

export interface ServerLinkParts {
  readonly search: () => Promise<ServerSearch>
  readonly clock: () => number
}

/** The server that reports go to, kept from one request to the next. */
export interface ServerLink {
  /** The kept one, else the one found now; `refused` while its key was refused a short time ago. */
  find(): Promise<ServerSearch | { readonly kind: 'refused' }>
  /** It did not answer: it may be back at another address. */
  drop(): void
  /** It refuses the key. */
  refuse(): void
  /** It took reports. */
  accept(): void
}

/** The same key may be given its rights back, or it was a proxy that refused it. */
const refusedAgainAfterInMs = 10 * 60_000
/** Another program may have taken the port of a server on this machine; it must not get the key. */
const checkAgainAfterInMs = 30_000

export function createServerLink({ search, clock }: ServerLinkParts): ServerLink {
  let server: Server | null = null
  let checkedAtInMs = Number.NEGATIVE_INFINITY
  let refused: { readonly url: string; readonly key: string; readonly atInMs: number } | null = null

  function isRefused({ url, key }: Server): boolean {
    if (refused?.url !== url || refused.key !== key) return false
    return isWithin(clock(), { sinceInMs: refused.atInMs, forInMs: refusedAgainAfterInMs })
  }

  return {
    async find() {
      const checked = { sinceInMs: checkedAtInMs, forInMs: checkAgainAfterInMs }
      if (server !== null && (!server.isDiscovered || isWithin(clock(), checked))) {
        return { kind: 'found', server }
      }
      server = null
      const found = await search()
      if (found.kind === 'missing') return found
      if (isRefused(found.server)) return { kind: 'refused' }
      server = found.server
      checkedAtInMs = clock()
      return found
    },
    drop() {
      server = null
    },
    refuse() {
      if (server !== null) refused = { url: server.url, key: server.key, atInMs: clock() }
      server = null
    },
    accept() {
      refused = null
    },
  }
}
