import { normalizeUrl, readServerFile, readStoredKey } from './credentials.ts'
import type { HttpFetch } from './http-fetch.ts'
import type { Server } from './transport.ts'

/** What tells which server to use. */
export interface ServerHints {
  /** Null: the server on this machine. */
  readonly url: string | null
  /** Null: the one in this machine's credentials. */
  readonly key: string | null
  readonly home: string | null
}

export type ServerSearch =
  | { readonly kind: 'found'; readonly server: Server }
  | {
      readonly kind: 'missing'
      readonly code: 'no-server' | 'no-key' | 'invalid-config'
      readonly message: string
    }

/**
 * Finds the server and the key for it. A server on this machine has to show on `/health` that it is the one
 * that wrote `server.json`, since its port may by now belong to any other program.
 */
export async function searchServer(hints: ServerHints, fetch: HttpFetch): Promise<ServerSearch> {
  const { home } = hints
  if (hints.url !== null) {
    const url = normalizeUrl(hints.url)
    if (url === null)
      return missing('invalid-config', `the server's address is not an HTTP address: ${hints.url}`)
    return withKey(url, { hints, isDiscovered: false })
  }
  const file = await readServerFile(home)
  if (file === null)
    return missing('no-server', 'no server runs on this machine; start one with: arena serve')
  if (!(await isInstance(file, fetch))) {
    return missing('no-server', `no answer from the server at ${file.url}; start one with: arena serve`)
  }
  return withKey(file.url, { hints, isDiscovered: true })
}

async function withKey(
  url: string,
  { hints, isDiscovered }: { readonly hints: ServerHints; readonly isDiscovered: boolean },
): Promise<ServerSearch> {
  const stored = hints.key === null ? await readStoredKey(hints.home, url) : null
  const key = hints.key ?? stored
  if (key === null) return missing('no-key', `no key is known for ${url}; set ARENA_API_KEY`)
  const keySource = hints.key === null ? 'stored' : 'given'
  return { kind: 'found', server: { url, key, keySource, isDiscovered } }
}

async function isInstance(
  { url, instance }: { readonly url: string; readonly instance: string },
  fetch: HttpFetch,
): Promise<boolean> {
  try {
    const health = (await (await fetch(`${url}/health`)).json()) as { readonly instance?: unknown } | null
    return health?.instance === instance
  } catch {
    return false
  }
}

function missing(code: 'no-server' | 'no-key' | 'invalid-config', message: string): ServerSearch {
  return { kind: 'missing', code, message }
}
