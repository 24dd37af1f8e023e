import { ArenaError } from '@arena/core'
import { createHttpFetch } from './http-fetch.ts'
import { type Environment, readHints } from './read-hints.ts'
import { searchServer } from './search-server.ts'
import type { Server } from './transport.ts'

/**
 * The server that `ARENA_URL` names, else the one that runs on this machine, else null.
 * Throws `no-key` when there is a server but no key for it, `invalid-config` when the address is none.
 */
export async function findServer({
  env,
  home,
}: {
  readonly env: Environment
  readonly home?: string | undefined
}): Promise<Server | null> {
  const search = await searchServer(
    readHints(env, { home }),
    createHttpFetch({ isUnref: false, timeoutInMs: 2_000 }),
  )
  if (search.kind === 'found') return search.server
  if (search.code === 'no-server') return null
  throw new ArenaError(search.code, search.message)
}
